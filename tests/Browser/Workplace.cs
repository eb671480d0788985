namespace SeeSupport.Browser;

/// <summary>Where people use the product, and as whom.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Port">The port of this machine it listens at.</param>
/// <param name="Agent">A Restricted Agent.</param>
/// <param name="Administrator">An Administrator.</param>
public sealed record Workplace(string Address, int Port, (string Username, string Password) Agent, (string Username, string Password) Administrator);
