using SeeSupport.Devices;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Sessions;

namespace SeeSupport.Hosting;

/// <summary>An agent with one session.</summary>
internal sealed record Desk(TestGrid Grid, TestFront Front, string AgentId, AgentSnapshot Started)
{
    public string SessionId => Started.View.SessionId;

    public string Code => Started.View.Code!;

    public string ConnectionId => $"desk-{AgentId}";

    public ISessionGrain Session => Grid.Session(SessionId);

    public Task<AgentSnapshot> Attach(TestFront? front = null, string? connectionId = null) =>
        Session.AttachAgent(AgentId, (front ?? Front).Address(connectionId ?? ConnectionId));

    /// <summary>The same session after a restart.</summary>
    public Desk On(TestGrid grid) => this with { Grid = grid, Front = grid.Front };

    /// <summary>The session as it is, without changing anything.</summary>
    public async Task<SessionEvent[]> Log() => [.. await Session.ReadLog(AgentId, 0)];

    public Task Report(MediaState state) => Session.ReportAgentMedia(AgentId, new() { State = state, Route = MediaRoute.Direct, Transport = "udp" });

    public Task<InviteView> Invite(string to = "ana@example.com", Guid? operationId = null) => Session.Invite(AgentId, new()
    {
        OperationId = operationId ?? Guid.NewGuid(),
        Channel = to.Contains('@') ? InviteChannel.Email : InviteChannel.Phone,
        To = to,
    });

    public Task<AgentView> Close(Guid? operationId = null) =>
        Session.Close(AgentId, new() { OperationId = operationId ?? Guid.NewGuid(), Outcome = EndReason.Resolved });

    /// <summary>A phone that came by code.</summary>
    public async Task<Phone> Arrive(string? code = null)
    {
        var phone = new Phone(this, new($"device-{Guid.NewGuid():N}", code ?? Code));
        await phone.Arrive();
        return phone;
    }

    /// <summary>A phone that has joined, and whose picture is there.</summary>
    public async Task<Phone> GoLive()
    {
        var phone = await Arrive();
        await phone.Attach();
        await phone.Join();
        await Report(MediaState.Connected);
        return phone;
    }
}

/// <summary>A consumer's phone.</summary>
internal sealed record Phone(Desk Desk, ConsumerIdentity Identity)
{
    public string ConnectionId => $"phone-{Identity.DeviceKeyHash}";

    public ISessionGrain Session => Desk.Session;

    public Task<ConsumerSnapshot> Arrive() => Session.Arrive(new()
    {
        Code = Identity.ByCode,
        DeviceKeyHash = Identity.DeviceKeyHash,
        Hints = new() { Platform = "Android", PlatformVersion = "15.0.0", Model = "Pixel 9", Brands = [new BrandVersion("Google Chrome", "141.0.0.0")] },
    });

    public Task<ConsumerSnapshot> Attach(string? connectionId = null) =>
        Session.AttachConsumer(Identity, Desk.Front.Address(connectionId ?? ConnectionId));

    public Task<ConsumerSnapshot> Join() => Session.Join(Identity, Guid.NewGuid(), Desk.Front.Address(ConnectionId));

    public Phone On(TestGrid grid) => this with { Desk = Desk.On(grid) };
}
