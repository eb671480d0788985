using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Invites;
using SeeSupport.Ports;
using SeeSupport.Records.Tests.Databases;

namespace SeeSupport.Records.Tests.Outbox;

public sealed class OutboxTests(PostgreSqlCluster cluster)
{
    [Theory, OnEachDatabase]
    public async Task GivesMessagesBackAsTheyWere_NewestFirst(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var outbox = installation.Process().GetRequiredService<IOutbox>();
        var email = Message("1") with { Channel = InviteChannel.Email, To = "ana@example.com", Subject = "Olá", Html = "<p>Link</p>" };

        await outbox.Keep(email, default);
        await outbox.Keep(Message("2"), default);

        Assert.Equal([Message("2"), email], await outbox.Newest("ana", 10, default));
        Assert.Equal([Message("2")], await outbox.Newest("ana", 1, default));
    }

    [Theory, OnEachDatabase]
    public async Task GivesAnAgentNobodyElsesMessages(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var outbox = installation.Process().GetRequiredService<IOutbox>();

        await outbox.Keep(Message("1"), default);

        Assert.Empty(await outbox.Newest("ben", 10, default));
    }

    [Theory, OnEachDatabase]
    public async Task KeepsTheNewestFiveHundred(Provider provider)
    {
        await using var installation = await Installation.Make(provider, cluster);
        var outbox = installation.Process().GetRequiredService<IOutbox>();

        for (var number = 1; number <= 510; number++)
        {
            await outbox.Keep(Message($"{number}"), default);
        }

        var kept = await outbox.Newest("ana", 1_000, default);
        Assert.Equal(Enumerable.Range(11, 500).Reverse().Select(number => $"{number}"), kept.Select(message => message.Id));
    }

    private static OutboxMessage Message(string id) => new()
    {
        Id = id,
        AgentId = "ana",
        Channel = InviteChannel.Phone,
        To = "+12025550123",
        Text = "Ana asks to see: https://localhost/j#token",
        At = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero),
    };
}
