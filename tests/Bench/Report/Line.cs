namespace SeeSupport.Bench.Report;

/// <summary>One row of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Aim">What it should be.</param>
/// <param name="Measured">What it is.</param>
/// <param name="Floor">What the floor makes of it in the same run; empty where the aim needs none.</param>
/// <param name="Met">Whether the aim is met.</param>
internal sealed record Line(string What, string Aim, string Measured, string Floor, bool Met);
