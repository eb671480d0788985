namespace Orleans.Configuration;

/// <summary>Where the embedded grid keeps grain state and reminders.</summary>
public sealed class SqliteGridOptions
{
    /// <summary>The SQLite file; it and its folder are made where missing. Default <c>data/grid.db</c>.</summary>
    public string File { get; set; } = Path.Combine("data", "grid.db");

    /// <summary>
    /// True makes a write wait until the disk has it, so that it survives a power cut. False survives the death of the process only.
    /// Default true.
    /// </summary>
    public bool SurvivePowerCut { get; set; } = true;

    /// <summary>How large the file may grow, in bytes; writes that need more fail. Default 0: as large as the disk.</summary>
    public long MaxBytes { get; set; }
}
