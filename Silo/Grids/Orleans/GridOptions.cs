namespace SeeSupport.Grids;

/// <summary>The cluster this process belongs to. Configuration section <c>SeeSupport:Grid</c>.</summary>
internal sealed class GridOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "SeeSupport:Grid";

    /// <summary>
    /// The PostgreSQL database with membership, grain state and reminders, in Npgsql's form (<c>Host=…;Database=…;Username=…;Password=…</c>).
    /// Default: none; the process is then a cluster of its own with everything in memory, which is for trying out only.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Name of the cluster: silos and fronts with the same one find each other. Default <c>seesupport</c>.</summary>
    public string ClusterId { get; set; } = "seesupport";

    /// <summary>Name that state and reminders are kept under. It outlives a cluster's name. Default <c>seesupport</c>.</summary>
    public string ServiceId { get; set; } = "seesupport";

    /// <summary>Whether a front runs grains itself (<c>Inside</c>) or leaves them to silos (<c>Apart</c>). Default <c>Inside</c>. A silo ignores it.</summary>
    public SiloPlace Silo { get; set; } = SiloPlace.Inside;

    /// <summary>The address at which other silos and fronts reach this silo. Default: the machine's own; loopback without a database.</summary>
    public string? Address { get; set; }

    /// <summary>The port that other silos use. Default 11111; a free one without a database.</summary>
    public int? SiloPort { get; set; }

    /// <summary>The port that fronts use. Default 30000; a free one without a database.</summary>
    public int? GatewayPort { get; set; }

    /// <summary>Connections this process may hold to the grid's database at once. Default 40: PostgreSQL's own limit is 100 for all processes.</summary>
    public int MostConnections { get; set; } = 40;

    /// <summary>Processor use, per cent of the machine, above which a silo refuses new work of fronts. Default 95; 100 never refuses.</summary>
    public int ShedAtCpu { get; set; } = 95;

    /// <summary>Memory use, per cent of what the process may have, above which a silo refuses new work of fronts. Default 90.</summary>
    public int ShedAtMemory { get; set; } = 90;

    /// <summary>How long a front without a silo inside waits at its start for a silo to answer. Default 60 s.</summary>
    public TimeSpan WaitForSilo { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call that no silo took (it was never run) is offered again before the caller is told. Default 20 s.</summary>
    public TimeSpan OfferAgain { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>Where a front's grains run.</summary>
internal enum SiloPlace
{
    /// <summary>In the front's own process.</summary>
    Inside,

    /// <summary>In silos of their own.</summary>
    Apart,
}
