using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using SeeSupport.Bench.Load;
using SeeSupport.Bench.Processes;
using SeeSupport.Bench.Report;
using SeeSupport.FarAway.Pictures;
using SeeSupport.FarAway.Twilio;
using SeeSupport.Wire;

namespace SeeSupport.Bench.Measures;

/// <summary>
/// How many texts and pictures a second come from Twilio's webhook into sessions, beside a floor that only writes the same bytes to disk,
/// one file each, and waits until the disk has them.
/// </summary>
internal sealed class TextRate : IMeasure
{
    private const string Password = "Bench-2026-Password";
    private const int Numbers = 32;
    private const int PicturesOfNumber = 10;
    private const int Rounds = 3;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(3);

    public string Name => "texts";

    public async Task<IReadOnlyList<Line>> Run()
    {
        await using var twilio = await TwilioServer.Start();
        using var data = new TemporaryFolder();
        await using var product = await Product.Start(data, Settings(twilio));
        var address = new Uri(product.ReadyText);
        await Product.CreateAgent(data, "texter", Password);
        var signedIn = await SignedIn.As("texter", Password, address);
        var pictures = new ConcurrentDictionary<(string, int), TaskCompletionSource>();
        await using var desk = await HubClient.Connect(
            new(address, "/hubs/agent"), headers: new Dictionary<string, string> { ["Cookie"] = signedIn.Header }, called: call => Hear(call, pictures));
        var numbers = Enumerable.Range(0, Numbers).Select(each => string.Create(CultureInfo.InvariantCulture, $"+1202555{each:0000}")).ToArray();
        foreach (var number in numbers)
        {
            var started = (await desk.Invoke("Start", new { operationId = Guid.NewGuid() })).GetProperty("value").GetProperty("view");
            await desk.Invoke("Invite", started.GetProperty("sessionId").GetString(),
                new { operationId = Guid.NewGuid(), channel = "phone", to = number, content = "connect" });
        }

        var webhook = new Uri(address, "/api/twilio/message");
        var (texts, textsOnDisk) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var rate = await PerSecond(number => twilio.Text(webhook, numbers[number], "The left light blinks red, the right one is off."));
            var floor = await OnDisk(data, 600);
            if (round == 0)
                continue;
            texts.Add(rate);
            textsOnDisk.Add(floor);
        }

        var picture = new TwilioFile { Content = SampleJpeg.Make(1600, 1200, 200_000) };
        var times = new List<double>();
        foreach (var number in numbers)
        {
            var sent = Stopwatch.GetTimestamp();
            await twilio.Text(webhook, number, "", picture);
            await Ready(pictures, number, 1).WaitAsync(TimeSpan.FromMinutes(1));
            times.Add(Stopwatch.GetElapsedTime(sent).TotalSeconds);
        }

        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(numbers.Select(number => twilio.Text(webhook, number, "", [.. Enumerable.Repeat(picture, PicturesOfNumber)])));
        await Task.WhenAll(numbers.Select(number => Ready(pictures, number, 1 + PicturesOfNumber))).WaitAsync(TimeSpan.FromMinutes(1));
        var came = Numbers * PicturesOfNumber / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var picturesOnDisk = await OnDisk(data, picture.Content.Length);
        return
        [
            new($"texts per second from webhook into sessions, {Numbers} numbers at once", "", $"{texts.Median():0}", $"{textsOnDisk.Median():0}", Met: true),
            new("picture message from webhook to the agent's page, the file fetched from Twilio in between, median",
                "≤ 2 s", $"{times.Median():0.000} s", "", times.Median() <= 2),
            new($"pictures of {picture.Content.Length / 1000} KB per second from webhook to the agent, {Numbers} × {PicturesOfNumber} at once",
                "", $"{came:0}", $"{picturesOnDisk:0}", Met: true),
        ];
    }

    private static Dictionary<string, string> Settings(TwilioServer twilio)
    {
        var settings = twilio.Settings.ToDictionary(each => each.Key.Replace(":", "__", StringComparison.Ordinal), each => each.Value!);
        foreach (var limit in new[] { "AgentPerHour", "AgentPerDay", "PrefixPerHour", "PrefixPerDay" })
            settings[$"SeeSupport__Invites__{limit}"] = "1000000";
        return settings;
    }

    /// <summary>The agent's page hears how many pictures of a number are ready.</summary>
    private static void Hear(HubCall call, ConcurrentDictionary<(string, int), TaskCompletionSource> ready)
    {
        if (call.Target != "Updated")
            return;
        var view = call.Arguments[0].GetProperty("view");
        var count = view.GetProperty("pictures").EnumerateArray().Count(each => each.GetProperty("state").GetString() == "ready");
        if (count > 0)
            Source(ready, view.GetProperty("texts").GetProperty("number").GetString()!, count).TrySetResult();
    }

    private static Task Ready(ConcurrentDictionary<(string, int), TaskCompletionSource> ready, string number, int count) =>
        Source(ready, number, count).Task;

    private static TaskCompletionSource Source(ConcurrentDictionary<(string, int), TaskCompletionSource> ready, string number, int count) =>
        ready.GetOrAdd((number, count), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async Task<double> PerSecond(Func<int, Task> once)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Numbers).Select(async number =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < s_round; count++)
                await once(number);
            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> OnDisk(TemporaryFolder data, int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        var folder = Directory.CreateDirectory(Path.Combine(data.Path, "floor")).FullName;
        var last = 0;
        var rate = await PerSecond(async _ =>
        {
            await using var file = new FileStream(
                Path.Combine(folder, Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture)), FileMode.Create, FileAccess.Write);
            await file.WriteAsync(bytes);
            file.Flush(flushToDisk: true);
        });
        Directory.Delete(folder, recursive: true);
        return rate;
    }
}
