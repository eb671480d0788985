namespace SeeSupport.Invites;

/// <summary>How an invite travels.</summary>
[GenerateSerializer, Alias("SeeSupport.InviteChannel")]
public enum InviteChannel
{
    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A text message.</summary>
    Phone,
}

/// <summary>What an invite carries.</summary>
[GenerateSerializer, Alias("SeeSupport.InviteContent")]
public enum InviteContent
{
    /// <summary>The link into the session.</summary>
    Connect,

    /// <summary>The link to the public Android guide.</summary>
    AndroidGuide,

    /// <summary>The link to the public iOS guide.</summary>
    IosGuide,

    /// <summary>The request for a photo: an answer to the text message, or the link into the session.</summary>
    Photo,
}

/// <summary>Where an invite is.</summary>
[GenerateSerializer, Alias("SeeSupport.InviteState")]
public enum InviteState
{
    /// <summary>Accepted, stored, not yet handed on.</summary>
    Queued,

    /// <summary>Being handed to its channel right now. A restart here leaves the outcome unknown: it is never sent a second time.</summary>
    Sending,

    /// <summary>The channel took it.</summary>
    Sent,

    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It did not go out or did not arrive; the problem says why and what to do.</summary>
    Failed,

    /// <summary>No channel is set up: it lies in the outbox page, exactly as it would have been sent.</summary>
    Outbox,
}

/// <summary>One invite of a session, as its agent sees it.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.InviteView")]
public sealed record InviteView
{
    /// <summary>Identity within its session.</summary>
    [Id(0)]
    public required string InviteId { get; init; }

    /// <summary>How it travels.</summary>
    [Id(1)]
    public required InviteChannel Channel { get; init; }

    /// <summary>The address or the number in E.164 form.</summary>
    [Id(2)]
    public required string To { get; init; }

    /// <summary>What it carries.</summary>
    [Id(3)]
    public required InviteContent Content { get; init; }

    /// <summary>Where it is.</summary>
    [Id(4)]
    public required InviteState State { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(5)]
    public Problem? Problem { get; init; }

    /// <summary>When <see cref="State"/> was last changed.</summary>
    [Id(6)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the link of this very invite was opened.</summary>
    [Id(7)]
    public bool Opened { get; init; }

    /// <summary>The language the agent chose for it, as a tag; null for the company's own.</summary>
    [Id(8)]
    public string? Language { get; init; }
}

/// <summary>An agent sends an invite.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.SendInvite")]
public sealed record SendInvite
{
    /// <summary>A repeat with the same id gets the first answer.</summary>
    [Id(0)]
    public required Guid OperationId { get; init; }

    /// <summary>How it travels.</summary>
    [Id(1)]
    public required InviteChannel Channel { get; init; }

    /// <summary>An e-mail address, or a phone number with its country (<c>+1 202 555 0123</c>).</summary>
    [Id(2)]
    public required string To { get; init; }

    /// <summary>What it carries.</summary>
    [Id(3)]
    public InviteContent Content { get; init; }

    /// <summary>The language to write it in, as a tag such as <c>es</c>; null, or one that nothing is written in, for the company's own.</summary>
    [Id(4)]
    public string? Language { get; init; }
}

/// <summary>What a channel says about an invite it took, now or later by a status callback.</summary>
[GenerateSerializer, Immutable, Alias("SeeSupport.DeliveryReport")]
public sealed record DeliveryReport
{
    /// <summary>Sent, Delivered, Failed or Outbox.</summary>
    [Id(0)]
    public required InviteState State { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [Id(1)]
    public Problem? Problem { get; init; }

    /// <summary>The channel's own id of the message, for example Twilio's <c>MessageSid</c>.</summary>
    [Id(2)]
    public string? ProviderId { get; init; }
}
