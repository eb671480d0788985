namespace SeeSupport.Invites;

/// <summary>How many invites went out under one key, in the hour and in the day that began with the first of them.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.InviteBudget")]
internal sealed record InviteBudget
{
    /// <summary>The running hour.</summary>
    [Id(0)]
    public InviteWindow Hour { get; init; } = new();

    /// <summary>The running day.</summary>
    [Id(1)]
    public InviteWindow Day { get; init; } = new();

    /// <summary>The budget as it is now: windows that are over count nothing.</summary>
    public InviteBudget At(DateTimeOffset now) => new() { Hour = Hour.At(now, TimeSpan.FromHours(1)), Day = Day.At(now, TimeSpan.FromDays(1)) };

    /// <summary>Whether nothing of it counts any more.</summary>
    public bool IsOver(DateTimeOffset now) => now >= Hour.BeganAt + TimeSpan.FromHours(1) && now >= Day.BeganAt + TimeSpan.FromDays(1);

    /// <summary>How long it takes until there is room for one more; zero when there is.</summary>
    public TimeSpan Wait(InviteLimit limit, DateTimeOffset now)
    {
        var hour = Hour.Sent < limit.PerHour ? TimeSpan.Zero : Hour.BeganAt + TimeSpan.FromHours(1) - now;
        var day = Day.Sent < limit.PerDay ? TimeSpan.Zero : Day.BeganAt + TimeSpan.FromDays(1) - now;
        return hour > day ? hour : day;
    }

    /// <summary>One more.</summary>
    public InviteBudget Take() => new() { Hour = Hour with { Sent = Hour.Sent + 1 }, Day = Day with { Sent = Day.Sent + 1 } };

    /// <summary>One less.</summary>
    public InviteBudget GiveBack() => new()
    {
        Hour = Hour with { Sent = Math.Max(0, Hour.Sent - 1) },
        Day = Day with { Sent = Math.Max(0, Day.Sent - 1) },
    };

    /// <summary>An invite led to a join.</summary>
    public InviteBudget Join() => this with { Hour = Hour with { Joined = Hour.Joined + 1 } };

    /// <summary>Whether so many invites led to so few joins that somebody should look: at the first such invite, and at each doubling.</summary>
    public bool IsAlarming(InviteOptions options) =>
        Hour.Joined < Hour.Sent * options.AlarmBelow
        && Hour.Sent >= options.AlarmFrom
        && Hour.Sent % options.AlarmFrom == 0
        && int.IsPow2(Hour.Sent / options.AlarmFrom);
}

/// <summary>A window of time with what happened in it.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.InviteWindow")]
internal sealed record InviteWindow
{
    /// <summary>When it began.</summary>
    [Id(0)]
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>Invites that went out.</summary>
    [Id(1)]
    public int Sent { get; init; }

    /// <summary>Invites that led to a join.</summary>
    [Id(2)]
    public int Joined { get; init; }

    /// <summary>This window, or a new one when it is over.</summary>
    public InviteWindow At(DateTimeOffset now, TimeSpan length) => now < BeganAt + length ? this : new() { BeganAt = now };
}

/// <summary>What one kind of key allows, and what it says when there is no more.</summary>
internal sealed record InviteLimit(int PerHour, int PerDay, Problem Problem)
{
    /// <summary>The limit of a key, by its kind.</summary>
    public static InviteLimit Of(string key, InviteOptions options) => key.Split('/')[0] switch
    {
        "agent" => new(options.AgentPerHour, options.AgentPerDay, Problems.InviteLimitAgent),
        "number" => new(options.NumberPerHour, options.NumberPerDay, Problems.InviteLimitNumber),
        "prefix" => new(options.PrefixPerHour, options.PrefixPerDay, Problems.InviteLimitPrefix),
        "address" => new(options.AddressPerHour, options.AddressPerDay, Problems.InviteLimitAddress),
        _ => new(options.GlobalPerHour, options.GlobalPerDay, Problems.InviteLimitGlobal),
    };
}
