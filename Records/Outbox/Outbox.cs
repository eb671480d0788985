using Microsoft.EntityFrameworkCore;
using SeeSupport.Ports;

namespace SeeSupport.Records.Outbox;

/// <summary>Keeps the newest messages of an installation without channels.</summary>
internal sealed class Outbox(RecordsDatabase database) : IOutbox
{
    internal const int MostKept = 500;

    public Task Keep(OutboxMessage message, CancellationToken cancellation) => database.Use(
        async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            context.Outbox.Add(new OutboxRow
            {
                Id = message.Id,
                AgentId = message.AgentId,
                Channel = message.Channel,
                Recipient = StorableText.Of(message.To),
                Subject = message.Subject is null ? null : StorableText.Of(message.Subject),
                Text = StorableText.Of(message.Text),
                Html = message.Html is null ? null : StorableText.Of(message.Html),
                At = message.At.ToUniversalTime(),
            });
            await context.SaveChangesAsync(cancellation);
            await context.Outbox
                .Where(row => row.Position <= context.Outbox
                    .OrderByDescending(kept => kept.Position).Skip(MostKept).Select(kept => kept.Position).FirstOrDefault())
                .ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    public Task<IReadOnlyList<OutboxMessage>> Newest(string agentId, int limit, CancellationToken cancellation) => database.Use<IReadOnlyList<OutboxMessage>>(
        async context => await context.Outbox
            .Where(row => row.AgentId == agentId)
            .OrderByDescending(row => row.Position)
            .Take(limit)
            .Select(row => new OutboxMessage
            {
                Id = row.Id,
                AgentId = row.AgentId,
                Channel = row.Channel,
                To = row.Recipient,
                Subject = row.Subject,
                Text = row.Text,
                Html = row.Html,
                At = row.At,
            })
            .ToListAsync(cancellation),
        cancellation);
}
