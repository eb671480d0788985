using System.Globalization;

namespace SeeSupport.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    /// <summary>How it is used.</summary>
    public const string Usage = """
        Simulated agents and consumers live whole sessions over real WebSockets.

          dotnet run -c Release --project tests/Load -- --rate 20 --for 60             so many sessions begun each second, each from start to close
          dotnet run -c Release --project tests/Load -- --live 100,1000,9000 --for 20  so many sessions live at once, one step after the other; on each
                                                                                       it is measured for so long at rest, and again among many signals

          --at <address>[,<address>…]   fronts that run already; without it a product is started here, its limits on one network lifted: one
                                        process in the embedded build, silos and fronts on a PostgreSQL of their own in the Orleans build
          --accounts <file>             a line "username password" for each agent of those fronts
          --watch <pid>[,<pid>…]        processes of those fronts, whose memory and processor time are told
          --silos <n>, --fronts <n>     how many are started here, in the Orleans build (default 2 of each)
          --floor                       loads a bare hub instead: SignalR and a dictionary, no grid, no storage, no checks
          --signals <n>                 signals each second over all live sessions where there are many (default 1000)
          --drop                        at the end of --live all connections are cut at once, and it is measured when all are back
          --processes <n>               splits the load over so many processes (default: one for each 9,000 connections)
        """;

    /// <summary>Fronts; empty to start something.</summary>
    public IReadOnlyList<Uri> At { get; init; } = [];

    /// <summary>The agents' accounts.</summary>
    public string? Accounts { get; init; }

    /// <summary>Processes to tell about.</summary>
    public IReadOnlyList<int> Watch { get; init; } = [];

    /// <summary>Silos to start.</summary>
    public int Silos { get; init; } = 2;

    /// <summary>Fronts to start.</summary>
    public int Fronts { get; init; } = 2;

    /// <summary>Whether the load goes to a bare hub.</summary>
    public bool Floor { get; init; }

    /// <summary>Sessions begun each second; 0 when sessions are held.</summary>
    public double Rate { get; init; }

    /// <summary>Sessions held at once, step by step; empty when sessions come and go.</summary>
    public IReadOnlyList<int> Live { get; init; } = [];

    /// <summary>How long.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Signals each second where there are many.</summary>
    public double Signals { get; init; } = 1000;

    /// <summary>Whether everybody is cut off at the end.</summary>
    public bool Drop { get; init; }

    /// <summary>Processes that make the load; 0 to choose.</summary>
    public int Processes { get; init; }

    /// <summary>Whether this process is one of several: it does what the one that started it says.</summary>
    public bool Part { get; init; }

    /// <summary>Processes that make the load.</summary>
    public int Parts => Processes > 0 ? Processes : Math.Max(1, (int)Math.Ceiling(Live.LastOrDefault() * 2 / 9000.0));

    /// <summary>Reads the command line; null when it is not understood.</summary>
    public static LoadOptions? Read(string[] arguments)
    {
        var options = new LoadOptions();
        try
        {
            for (var at = 0; at < arguments.Length; at++)
            {
                string Next() => arguments[++at];
                options = arguments[at] switch
                {
                    "--at" => options with { At = [.. Next().Split(',').Select(address => new Uri(address))] },
                    "--accounts" => options with { Accounts = Next() },
                    "--watch" => options with { Watch = Numbers(Next()) },
                    "--silos" => options with { Silos = (int)Number(Next()) },
                    "--fronts" => options with { Fronts = (int)Number(Next()) },
                    "--floor" => options with { Floor = true },
                    "--rate" => options with { Rate = Number(Next()) },
                    "--live" => options with { Live = Numbers(Next()) },
                    "--for" => options with { For = TimeSpan.FromSeconds(Number(Next())) },
                    "--signals" => options with { Signals = Number(Next()) },
                    "--drop" => options with { Drop = true },
                    "--processes" => options with { Processes = (int)Number(Next()) },
                    "--part" => options with { Part = true },
                    var other => throw new FormatException(other),
                };
            }
        }
        catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException)
        {
            return null;
        }

        if (options.Part)
            return options;
        var oneKind = options.Rate > 0 != options.Live.Count > 0;
        var rising = options.Live.Zip(options.Live.Skip(1)).All(step => step.First < step.Second) && options.Live.All(count => count > 0);
        var hasAgents = options.At.Count == 0 || options.Floor || options.Accounts is not null;
        // A bare hub knows no coming back, and ends no sessions.
        return oneKind && rising && hasAgents && !(options.Floor && (options.Rate > 0 || options.Drop)) ? options : null;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int[] Numbers(string text) => [.. text.Split(',').Select(each => int.Parse(each, CultureInfo.InvariantCulture))];
}
