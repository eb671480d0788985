using SeeSupport.Fronts;

namespace SeeSupport.Sessions;

/// <summary>Where a participant is reached, and since when it is not.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.Reach")]
internal sealed record Reach
{
    /// <summary>What others are told.</summary>
    [Id(0)]
    public Presence Presence { get; init; }

    /// <summary>The hub connection; null while there is none.</summary>
    [Id(1)]
    public ConnectionAddress? Address { get; init; }

    /// <summary>Since when the participant is gone or awaited; null while it is there.</summary>
    [Id(2)]
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Connected.</summary>
    public static Reach At(ConnectionAddress address) => new() { Presence = Presence.Here, Address = address };

    /// <summary>Seen over HTTP; its hub connection is expected within moments.</summary>
    public static Reach Expected(DateTimeOffset now) => new() { Presence = Presence.Here, GoneAt = now };

    /// <summary>Here without a hub connection, which is not expected either: sending photos needs none.</summary>
    public static Reach OverHttp => new() { Presence = Presence.Here };

    /// <summary>Never seen so far, and waited for.</summary>
    public static Reach Awaited(DateTimeOffset now) => new() { Presence = Presence.Absent, GoneAt = now };

    /// <summary>Whether that is the connection it is reached at.</summary>
    public bool IsAt(string connectionId) => Address?.ConnectionId == connectionId;

    /// <summary>The connection is gone; most come back before anybody needs to know.</summary>
    public Reach Detach(DateTimeOffset now) => this with { Address = null, GoneAt = GoneAt ?? now };

    /// <summary>The whole front is gone: no quick return is to be expected.</summary>
    public Reach LoseFront(DateTimeOffset now) => Detach(now) with { Presence = Presence == Presence.Left ? Presence.Left : Presence.Reconnecting };

    /// <summary>It said that it leaves for the moment. The connection may outlive that by a little.</summary>
    public Reach SayGoodbye(DateTimeOffset now) => this with { Presence = Presence.Left, GoneAt = now };

    /// <summary>The connection stands, and nothing was heard through it since then.</summary>
    public Reach FallSilent(DateTimeOffset since) => GoneAt is null ? this with { GoneAt = since } : this;

    /// <summary>A sign of life: a goodbye that came late, or was taken back without a new connection, does not count, nor does a silence.</summary>
    public Reach Speak() => GoneAt is not null && Address is { } address ? At(address) : this;

    /// <summary>What has become of it by now. Lost is only who has no connection that could be heard again.</summary>
    public Reach Elapse(DateTimeOffset now, SessionOptions options) =>
        NextChange(options) <= now
            ? this with { Presence = Address is null && now >= GoneAt + options.LostAfter ? Presence.Lost : Presence.Reconnecting }
            : this;

    /// <summary>When others are to be told something new; null when nothing changes by itself.</summary>
    public DateTimeOffset? NextChange(SessionOptions options) => Presence switch
    {
        Presence.Here => GoneAt + options.ReconnectingAfter,
        Presence.Reconnecting when Address is null => GoneAt + options.LostAfter,
        _ => null,
    };
}
