using System.Buffers.Binary;
using System.Text;
using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>Photos as phones make them: real pictures with a place, a time and a camera in their metadata.</summary>
internal static class PhotoFiles
{
    /// <summary>What the metadata says; nowhere to be found in a picture that has lost it.</summary>
    public const string Secret = "SECRET-CAMERA-OWNER";

    /// <summary>
    /// A noisy JPEG, red above and blue below as its pixels lie, that says it is to be turned: <paramref name="orientation"/> 6 means a
    /// quarter clockwise (Exif 2.3, tag 0x0112).
    /// </summary>
    public static async Task<FilePayload> Jpeg(IPage painter, string name, int width, int height, ushort orientation = 1)
    {
        var base64 = await painter.EvaluateAsync<string>(
            """
            async ([width, height]) => {
              const canvas = new OffscreenCanvas(width, height);
              const context = canvas.getContext("2d");
              const tile = context.createImageData(256, 256);
              for (let at = 0; at < tile.data.length; at++) tile.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
              for (let x = 0; x < width; x += 256) for (let y = 0; y < height; y += 256) context.putImageData(tile, x, y);
              context.globalAlpha = 0.7;
              context.fillStyle = "red";
              context.fillRect(0, 0, width, height / 2);
              context.fillStyle = "blue";
              context.fillRect(0, height / 2, width, height / 2);
              const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
              return await new Promise(resolve => {
                const reader = new FileReader();
                reader.onload = () => resolve(reader.result.split(",")[1]);
                reader.readAsDataURL(blob);
              });
            }
            """,
            new[] { width, height });
        var plain = Convert.FromBase64String(base64);
        return new() { Name = name, MimeType = "image/jpeg", Buffer = [.. plain[..2], .. Exif(orientation), .. plain[2..]] };
    }

    /// <summary>An APP1 segment with an orientation and a camera's maker.</summary>
    private static byte[] Exif(ushort orientation)
    {
        var maker = Encoding.ASCII.GetBytes(Secret + "\0");
        var content = new byte[6 + 8 + 2 + 24 + 4 + maker.Length];
        Encoding.ASCII.GetBytes("Exif\0\0MM\0*\0\0\0\b").CopyTo(content, 0);
        var tags = content.AsSpan(14);
        BinaryPrimitives.WriteUInt16BigEndian(tags, 2);
        Tag(tags[2..], 0x010f, 2, (uint)maker.Length, 8 + 2 + 24 + 4);
        Tag(tags[14..], 0x0112, 3, 1, (uint)orientation << 16);
        maker.CopyTo(content, content.Length - maker.Length);
        var segment = new byte[4 + content.Length];
        BinaryPrimitives.WriteUInt16BigEndian(segment, 0xffe1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        content.CopyTo(segment, 4);
        return segment;
    }

    private static void Tag(Span<byte> at, ushort tag, ushort type, uint count, uint value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(at, tag);
        BinaryPrimitives.WriteUInt16BigEndian(at[2..], type);
        BinaryPrimitives.WriteUInt32BigEndian(at[4..], count);
        BinaryPrimitives.WriteUInt32BigEndian(at[8..], value);
    }
}
