using SeeSupport.Bench.Load;
using SeeSupport.Bench.Report;

namespace SeeSupport.Bench.Measures;

/// <summary>What a phone downloads of script and style from the link's opening to the picture, as it comes over the wire.</summary>
internal sealed class PageWeight : IMeasure
{
    private const double AimKilobytes = 60;

    public string Name => "page";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var product = await ProductRelay.Start();
        await using var phone = await Phone.Start();
        var agent = await phone.Agent();
        var consumer = await phone.Consumer();
        var sizes = new List<Task<int>>();
        consumer.RequestFinished += (_, request) =>
        {
            if (request.ResourceType is "script" or "stylesheet")
                sizes.Add(Size(request));
        };
        await Phone.FirstFrame(agent, consumer, await product.StartOn(agent));
        var kilobytes = (await Task.WhenAll(sizes)).Sum() / 1000.0;
        return
        [
            new($"Connect page, all script and style to the first picture ({sizes.Count} files), compressed", $"≤ {AimKilobytes:0} KB",
                $"{kilobytes:0.0} KB", "", kilobytes <= AimKilobytes),
        ];
    }

    private static async Task<int> Size(Microsoft.Playwright.IRequest request) => (await request.SizesAsync()).ResponseBodySize;
}
