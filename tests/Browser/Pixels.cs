using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>Where things of one colour are on a page, by a picture of the page and nothing else.</summary>
/// <param name="Count">How many pixels have the colour.</param>
/// <param name="X">Middle of them, CSS pixels from the left.</param>
/// <param name="Y">Middle of them, CSS pixels from the top.</param>
public sealed record Pixels(int Count, double X, double Y)
{
    /// <summary>Takes a picture of the page and looks for a colour in a part of it; neighbours of the colour count as well.</summary>
    public static async Task<Pixels> Of(IPage page, (int Red, int Green, int Blue) colour, Place within)
    {
        var picture = await page.ScreenshotAsync(new() { Scale = ScreenshotScale.Css });
        var found = await page.EvaluateAsync<double[]>("""
            async ([png, red, green, blue, left, top, width, height]) => {
              const image = new Image();
              image.src = "data:image/png;base64," + png;
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height);
              const context = canvas.getContext("2d");
              context.drawImage(image, 0, 0);
              const { data } = context.getImageData(0, 0, image.width, image.height);
              let count = 0, x = 0, y = 0;
              for (let at = 0; at < data.length; at += 4) {
                const [across, down] = [at / 4 % image.width, Math.floor(at / 4 / image.width)];
                if (across < left || across >= left + width || down < top || down >= top + height) continue;
                if (Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) > 30) continue;
                count++;
                x += across + 0.5;
                y += down + 0.5;
              }
              return [count, x / count, y / count].map(value => value || 0);
            }
            """, new object[] { Convert.ToBase64String(picture), colour.Red, colour.Green, colour.Blue, within.Left, within.Top, within.Width, within.Height });
        return new((int)found[0], found[1], found[2]);
    }
}
