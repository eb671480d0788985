using SeeSupport.WebFront.Running;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Hubs;

public sealed class RelayTests(SharedProduct shared)
{
    private readonly Product _product = shared.Product;

    [Fact]
    public async Task SignalsGetAcrossBothWaysUnchangedAndInOrder()
    {
        await using var session = await LiveSession.On(_product);
        var signals = Enumerable.Range(0, 100).Select(each => $$"""{"kind":"candidate","text":"ä \"quoted\" \u001e </script> {{each}}"}""").ToArray();
        await Task.WhenAll(signals.Select(each => session.Phone.Ask("Signal", each)));
        await Task.WhenAll(signals.Select(each => session.Desk.Ask("Signal", session.Id, each)));

        var atDesk = await session.Desk.Hear("Signaled", signals.Length);
        Assert.All(atDesk, call => Assert.Equal(session.Id, call.Argument<string>(0)));
        Assert.Equal(signals, atDesk.Select(call => call.Argument<string>(1)));
        Assert.Equal(signals, (await session.Phone.Hear("Signaled", signals.Length)).Select(call => call.Argument<string>(0)));
    }

    [Fact]
    public async Task SignalsGetAcross_WhateverTheirMessageLooksLike()
    {
        await using var session = await LiveSession.On(_product);
        var large = new string('ß', 20_000);
        string[] messages =
        [
            """{"type":1,"target":"Signal","arguments":["plain"]}""",
            """{"arguments":["arguments first"],"target":"Signal","invocationId":"a","type":1}""",
            """ { "type" : 1 , "target" : "Signal" , "arguments" : [ "spaced" ] } """,
            """{"type":1,"target":"Signal","arguments":["with headers"],"headers":{"a":"b"}}""",
            """{"type":1,"target":"\u0053ignal","arguments":["escaped name"]}""",
            $$"""{"type":1,"target":"Signal","arguments":["{{large}}"]}""",
        ];
        foreach (var message in messages)
            await session.Phone.Hub.SendRaw(Record(message));
        // Several messages in one frame, and one message in several frames.
        await session.Phone.Hub.SendRaw((byte[])[.. Record("""{"type":1,"target":"Signal","arguments":["one"]}"""), .. Record("""{"type":6}"""), .. Record("""{"type":1,"target":"Signal","arguments":["two"]}""")]);
        await session.Phone.Hub.SendRaw("""{"type":1,"target":"Signal","argum"""u8.ToArray());
        await session.Phone.Hub.SendRaw(Record("""ents":["cut"]}"""));

        var heard = await session.Desk.Hear("Signaled", 9);
        string[] expected = ["plain", "arguments first", "spaced", "with headers", "escaped name", large, "one", "two", "cut"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), heard.Select(call => call.Argument<string>(1)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SignalsWaitForAPeerThatIsComingBack()
    {
        await using var session = await LiveSession.On(_product);
        session.Phone.Hub.Cut();
        await session.Desk.See(view => view.GetProperty("consumer").GetString() == "reconnecting");
        await session.Desk.Ask("Signal", session.Id, "while you were away");
        await session.Phone.Connect(_product.Address);
        await session.Phone.Ask("Attach", session.Phone.Key);
        Assert.Equal("while you were away", Assert.Single(await session.Phone.Hear("Signaled")).Argument<string>(0));
    }

    [Fact]
    public async Task AnswersAreGivenToTheCallThatAskedForThem()
    {
        await using var session = await LiveSession.On(_product);
        var calls = Enumerable.Range(0, 50).Select(async each =>
        {
            var text = $"line {each}";
            var line = each % 2 == 0
                ? await session.Desk.Ask("Say", session.Id, Guid.NewGuid(), text)
                : await session.Phone.Ask("Say", Guid.NewGuid(), text);
            Assert.Equal(text, line.GetProperty("text").GetString());
            return line.GetProperty("sequence").GetInt64();
        });
        var sequences = await Task.WhenAll(calls);
        Assert.Equal(sequences.Length, sequences.Distinct().Count());
        await session.Phone.Hear("Updated", when: call => Says(call, "line 48"));
        await session.Desk.Hear("Updated", when: call => Says(call, "line 49"));

        static bool Says(HubCall call, string text) =>
            call.Arguments[0].GetProperty("events").EnumerateArray().Any(each => each.GetProperty("text").GetString() == text);
    }

    private static byte[] Record(string message) => [.. System.Text.Encoding.UTF8.GetBytes(message), HubClient.RecordSeparator];
}
