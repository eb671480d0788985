namespace SeeSupport.Bench.Load;

/// <summary>What is said in a whole session, the same way on the product and the floor.</summary>
internal static class WholeSessions
{
    /// <summary>A line of chat.</summary>
    public const string Line = "Please turn the router round so that I can read the label on its back.";

    /// <summary>Signals from both sides as they come while media connects, all at once; then a talk, a line at a time.</summary>
    public static async Task Talk(
        int signals, int lines, Arrivals atAgent, Arrivals atConsumer,
        Func<Task> agentSignals, Func<Task> consumerSignals, Func<Task> agentSays, Func<Task> consumerSays)
    {
        var each = signals / 2;
        await Task.WhenAll([
            .. Enumerable.Range(0, each).Select(_ => agentSignals()),
            .. Enumerable.Range(0, each).Select(_ => consumerSignals()),
            atAgent.Await(each),
            atConsumer.Await(each)]);
        for (var line = 0; line < lines; line++)
            await (line % 2 == 0 ? agentSays() : consumerSays());
    }
}
