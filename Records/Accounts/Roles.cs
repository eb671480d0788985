namespace SeeSupport.Records.Accounts;

/// <summary>The roles an account can have; each account has one.</summary>
public static class Roles
{
    /// <summary>Runs sessions of their own; nothing else.</summary>
    public const string RestrictedAgent = "restricted-agent";

    /// <summary>The same, plus their own history, transfer, collaborate.</summary>
    public const string Agent = "agent";

    /// <summary>Sees the sessions of their teams.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Sets everything up.</summary>
    public const string Administrator = "administrator";

    /// <summary>A program, not a person.</summary>
    public const string Api = "api";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [RestrictedAgent, Agent, Supervisor, Administrator, Api];

    /// <summary>Those who run sessions: every person, no program.</summary>
    public static IReadOnlyList<string> RunSessions { get; } = [RestrictedAgent, Agent, Supervisor, Administrator];
}
