using SeeSupport.Bench.Load;

namespace SeeSupport.Load.Target;

/// <summary>Where the load goes: fronts, and agents who have signed in there. A cookie of one front is good at every other.</summary>
internal sealed class Fronts
{
    private readonly IReadOnlyList<Uri> _addresses;
    private readonly IReadOnlyList<SignedIn> _agents;
    private int _lastFront;
    private int _lastAgent;

    private Fronts(IReadOnlyList<Uri> addresses, IReadOnlyList<SignedIn> agents) => (_addresses, _agents) = (addresses, agents);

    /// <summary>Signs everybody in.</summary>
    /// <param name="addresses">The fronts.</param>
    /// <param name="accounts">A file with a line "username password" for each agent.</param>
    public static async Task<Fronts> SignIn(IReadOnlyList<Uri> addresses, string accounts)
    {
        var lines = (await File.ReadAllLinesAsync(accounts)).Select(line => line.Split(' ', 2)).Where(words => words.Length == 2).ToArray();
        var agents = new List<SignedIn>();
        foreach (var words in lines)
            agents.Add(await SignedIn.As(words[0], words[1], addresses[agents.Count % addresses.Count]));
        return new(addresses, agents);
    }

    /// <summary>A front, each in its turn.</summary>
    public Uri Next() => _addresses[(Interlocked.Increment(ref _lastFront) & int.MaxValue) % _addresses.Count];

    /// <summary>An agent's cookies, each in its turn.</summary>
    public string NextAgent() => _agents[(Interlocked.Increment(ref _lastAgent) & int.MaxValue) % _agents.Count].Header;
}
