using System.Globalization;
using System.Text;
using QRCoder;
using SeeSupport.Channels.Invites;

namespace SeeSupport.WebFront.Hubs;

/// <summary>Makes the link into a session, and its QR code.</summary>
internal sealed class SessionLinks(InviteLinks links)
{
    /// <summary>The link with a token of the session.</summary>
    public SessionLink To(string sessionId, string token)
    {
        var url = links.Connect(sessionId, token);
        return new(url, Svg(url));
    }

    /// <summary>One path for all dark modules; the quiet zone of four modules is part of the picture (ISO/IEC 18004).</summary>
    private static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder(8192);
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x])
                    continue;
                var start = x;
                while (x < rows.Count && rows[y][x])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1H{start}z");
            }
        }

        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path d="{path}"/></svg>""";
    }
}
