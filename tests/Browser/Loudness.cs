using Microsoft.Playwright;

namespace SeeSupport.Browser;

/// <summary>How loud what a page plays is.</summary>
internal static class Loudness
{
    /// <summary>The loudest sample of 1.5 s of what the page's audio element plays, 0 to 1; 0 when it plays nothing. The page must have been touched.</summary>
    public static Task<double> Of(IPage page) => page.EvaluateAsync<double>("""
        async () => {
          const stream = [...document.querySelectorAll("audio")].map(element => element.srcObject).find(Boolean);
          if (!stream) return 0;
          const context = new AudioContext();
          await context.resume();
          const analyser = context.createAnalyser();
          context.createMediaStreamSource(stream).connect(analyser);
          const samples = new Float32Array(analyser.fftSize);
          let loudest = 0;
          for (const end = performance.now() + 1500; performance.now() < end;) {
            analyser.getFloatTimeDomainData(samples);
            for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
            await new Promise(resolve => setTimeout(resolve, 20));
          }
          await context.close();
          return loudest;
        }
        """);

    /// <summary>Waits until it is heard.</summary>
    public static async Task IsHeard(IPage page)
    {
        for (var tries = 0; tries < 10; tries++)
        {
            if (await Of(page) > 0.01)
                return;
        }

        Assert.Fail("Nothing is heard.");
    }

    /// <summary>Waits until nothing is heard.</summary>
    public static async Task IsSilent(IPage page)
    {
        var last = 1.0;
        for (var tries = 0; tries < 4 && last > 0.001; tries++)
            last = await Of(page);
        Assert.True(last <= 0.001, $"Something is heard: {last}");
    }
}
