using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SeeSupport.FarAway.Pictures;
using SeeSupport.Load.Report;

namespace SeeSupport.Load.Life;

/// <summary>A still of a phone's camera on its way to a front, in pieces as the page sends it (tus 1.0).</summary>
internal static class Still
{
    private const int FirstPiece = 128 * 1024;

    private static readonly byte[] s_picture = SampleJpeg.Make(3840, 2160, scanBytes: 600_000, metadata: true);

    /// <summary>Sends it to whichever front is next.</summary>
    public static async Task Send(HttpClient http, Func<Uri> front, string ticket)
    {
        using var begun = await Ask(new(HttpMethod.Post, new Uri(front(), "/api/uploads")), request =>
        {
            request.Headers.Add("Upload-Length", Text(s_picture.Length));
            request.Headers.Add("Upload-Metadata", $"id {Base64($"{Guid.NewGuid()}")},source {Base64("snapshot")},type {Base64("image/jpeg")}");
        });
        var place = begun.Headers.Location!;
        // The bytes lie with the front that took the first of them.
        var taker = begun.RequestMessage!.RequestUri!;
        for (int at = 0, piece = FirstPiece; at < s_picture.Length; at += piece, piece *= 2)
        {
            var length = Math.Min(piece, s_picture.Length - at);
            using var _ = await Ask(new(HttpMethod.Patch, new Uri(taker, place)), request =>
            {
                request.Content = new ReadOnlyMemoryContent(s_picture.AsMemory(at, length));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
                request.Headers.Add("Upload-Offset", Text(at));
            });
        }

        async Task<HttpResponseMessage> Ask(HttpRequestMessage request, Action<HttpRequestMessage> complete)
        {
            request.Headers.Authorization = new("Bearer", ticket);
            request.Headers.Add("Tus-Resumable", "1.0.0");
            complete(request);
            var answer = await http.SendAsync(request);
            return answer.IsSuccessStatusCode ? answer : throw new RefusedException($"HTTP {(int)answer.StatusCode}");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
