using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>A rectangle of a page, CSS pixels.</summary>
/// <param name="Left">From the left.</param>
/// <param name="Top">From the top.</param>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public sealed record Place(double Left, double Top, double Width, double Height)
{
    /// <summary>Where the visible video is drawn, and that its frame keeps its shape there.</summary>
    public static async Task<Place> OfVideo(IPage page)
    {
        var drawn = await page.EvaluateAsync<double[]>("""
            () => {
              const video = [...document.querySelectorAll("video")].find(v => v.getClientRects().length > 0);
              const { left, top, width, height } = video.getBoundingClientRect();
              return [left, top, width, height, video.videoWidth / video.videoHeight];
            }
            """);
        Assert.Equal(drawn[4], drawn[2] / drawn[3], 0.02);
        return new(drawn[0], drawn[1], drawn[2], drawn[3]);
    }

    /// <summary>The point at these shares of the rectangle.</summary>
    public (float X, float Y) At(double x, double y) => ((float)(Left + x * Width), (float)(Top + y * Height));

    /// <summary>A square around the point at these shares.</summary>
    public Place Around(double x, double y, double reach) => new(At(x, y).X - reach, At(x, y).Y - reach, 2 * reach, 2 * reach);
}
