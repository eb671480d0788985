using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>What the decoded frames of the visible video look like over a short while.</summary>
/// <param name="Frames">Frames presented meanwhile.</param>
/// <param name="DistinctFrames">Sampled frames that differ from the one before.</param>
/// <param name="Brightest">The brightest sampled channel value, 0 to 255.</param>
/// <param name="Width">Width of a decoded frame, pixels.</param>
/// <param name="Height">Height of a decoded frame, pixels.</param>
public sealed record Motion(int Frames, int DistinctFrames, int Brightest, int Width, int Height)
{
    /// <summary>Draws ten decoded frames to a small canvas and compares them.</summary>
    public static async Task<Motion> Of(IPage page)
    {
        var numbers = await page.EvaluateAsync<int[]>("""
            async () => {
              const video = [...document.querySelectorAll("video")].find(v => v.getClientRects().length > 0);
              const canvas = new OffscreenCanvas(64, 36);
              const context = canvas.getContext("2d", { willReadFrequently: true });
              const started = performance.now();
              let frames = 0, distinct = 0, brightest = 0, last = "";
              while (frames < 40 && distinct < 10 && performance.now() - started < 10000) {
                const next = await Promise.race([
                  new Promise(resolve => video.requestVideoFrameCallback(() => resolve(true))),
                  new Promise(resolve => setTimeout(() => resolve(false), 2000)),
                ]);
                if (!next) continue;
                frames++;
                context.drawImage(video, 0, 0, 64, 36);
                const pixels = context.getImageData(0, 0, 64, 36).data;
                for (let i = 0; i < pixels.length; i += 4) brightest = Math.max(brightest, pixels[i], pixels[i + 1], pixels[i + 2]);
                const now = pixels.join();
                if (now !== last) distinct++;
                last = now;
              }
              return [frames, distinct, brightest, video.videoWidth, video.videoHeight];
            }
            """);
        return new Motion(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    /// <summary>Begins to note when frames are presented; <see cref="LongestGap"/> reads it.</summary>
    public static Task Watch(IPage page) => page.EvaluateAsync("""
        () => {
          const video = [...document.querySelectorAll("video")].find(v => v.getClientRects().length > 0);
          window.longestGap = 0;
          window.lastFrame = performance.now();
          const note = () => {
            const now = performance.now();
            window.longestGap = Math.max(window.longestGap, now - window.lastFrame);
            window.lastFrame = now;
            video.requestVideoFrameCallback(note);
          };
          video.requestVideoFrameCallback(note);
        }
        """);

    /// <summary>The longest time without a new frame since <see cref="Watch"/>, ms.</summary>
    public static Task<double> LongestGap(IPage page) =>
        page.EvaluateAsync<double>("() => Math.max(window.longestGap, performance.now() - window.lastFrame)");
}
