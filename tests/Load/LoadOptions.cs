using System.Globalization;

namespace SeeSupport.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions
{
    /// <summary>How it is used.</summary>
    public const string Usage = """
        Simulated agents and consumers live whole sessions over real WebSockets.

          dotnet run -c Release --project tests/Load -- --rate 20 --for 60        so many sessions begun each second, each from start to close
          dotnet run -c Release --project tests/Load -- --live 9000 --for 120     so many sessions live at once, held

          --at <address>[,<address>…]   fronts that run already; without it one is started here, on an empty folder, its limits on one network lifted
          --accounts <file>             a line "username password" for each agent of those fronts
          --signals <n>                 signals each second over all live sessions while they are held (default 100)
          --drop                        at the end of --live all connections are cut at once, and it is measured when all are back
          --processes <n>               splits the load over so many processes (default: one for each 9,000 connections)
          --watch <pid>[,<pid>…]        processes whose memory and processor time are told as well
        """;

    /// <summary>Fronts; empty to start one.</summary>
    public IReadOnlyList<Uri> At { get; init; } = [];

    /// <summary>The agents' accounts.</summary>
    public string? Accounts { get; init; }

    /// <summary>Sessions begun each second; 0 when sessions are held.</summary>
    public double Rate { get; init; }

    /// <summary>Sessions held at once; 0 when sessions come and go.</summary>
    public int Live { get; init; }

    /// <summary>How long.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Signals each second while sessions are held.</summary>
    public double Signals { get; init; } = 100;

    /// <summary>Whether everybody is cut off at the end.</summary>
    public bool Drop { get; init; }

    /// <summary>Processes that make the load; 0 to choose.</summary>
    public int Processes { get; init; }

    /// <summary>Processes to tell about.</summary>
    public IReadOnlyList<int> Watch { get; init; } = [];

    /// <summary>Whether this process is one of several: it reports in JSON to the one that started it.</summary>
    public bool Part { get; init; }

    /// <summary>Processes that make the load.</summary>
    public int Parts => Processes > 0 ? Processes : Math.Max(1, (int)Math.Ceiling(Live * 2 / 9000.0));

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
                    "--rate" => options with { Rate = Number(Next()) },
                    "--live" => options with { Live = (int)Number(Next()) },
                    "--for" => options with { For = TimeSpan.FromSeconds(Number(Next())) },
                    "--signals" => options with { Signals = Number(Next()) },
                    "--drop" => options with { Drop = true },
                    "--processes" => options with { Processes = (int)Number(Next()) },
                    "--watch" => options with { Watch = [.. Next().Split(',').Select(int.Parse)] },
                    "--part" => options with { Part = true },
                    var other => throw new FormatException(other),
                };
            }
        }
        catch (Exception wrong) when (wrong is FormatException or IndexOutOfRangeException)
        {
            return null;
        }

        var oneKind = options.Rate > 0 != options.Live > 0;
        return oneKind && (options.At.Count == 0 || options.Accounts is not null) ? options : null;
    }

    /// <summary>The command line of one of so many parts that share this load.</summary>
    public IEnumerable<string> PartOf(int parts, IReadOnlyList<Uri> fronts, string accounts, int part)
    {
        var live = (Live / parts) + (part < Live % parts ? 1 : 0);
        string[] kind = Live > 0
            ? ["--live", $"{live}", "--signals", Text(Signals / parts), .. Drop ? new[] { "--drop" } : []]
            : ["--rate", Text(Rate / parts)];
        return ["--part", "--at", string.Join(',', fronts), "--accounts", accounts, "--for", Text(For.TotalSeconds), .. kind];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
