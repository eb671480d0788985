using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SeeSupport.Invites;
using SeeSupport.Media;
using SeeSupport.Records.Accounts;
using SeeSupport.Records.Keys;
using SeeSupport.Records.Outbox;
using SeeSupport.Records.Sessions;
using SeeSupport.Sessions;

namespace SeeSupport.Records;

/// <summary>What is kept, as EF Core sees it. The scripts under <c>Schema</c> make the tables; a test holds the two together.</summary>
internal sealed class RecordsContext(DbContextOptions<RecordsContext> options) : DbContext(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<SessionEventRow> SessionEvents => Set<SessionEventRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<SignInTries> SignInTries => Set<SignInTries>();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<SessionStatus>().HaveConversion<Word<SessionStatus>>();
        conventions.Properties<EndReason>().HaveConversion<Word<EndReason>>();
        conventions.Properties<ConsumerStep>().HaveConversion<Word<ConsumerStep>>();
        conventions.Properties<MediaRoute>().HaveConversion<Word<MediaRoute>>();
        conventions.Properties<EventKind>().HaveConversion<Word<EventKind>>();
        conventions.Properties<ParticipantRole>().HaveConversion<Word<ParticipantRole>>();
        conventions.Properties<InviteChannel>().HaveConversion<Word<InviteChannel>>();
        if (Database.IsSqlite())
        {
            conventions.Properties<DateTimeOffset>().HaveConversion<UnixMicroseconds>();
        }
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions");
            session.HasIndex(row => row.Number);
            session.HasIndex(row => row.ExternalId).HasFilter("external_id IS NOT NULL");
            session.HasIndex(row => new { row.AgentId, row.StartedAt });
            session.HasIndex(row => row.StartedAt);
            session.HasIndex(row => new { row.EndReason, row.StartedAt });
        });
        model.Entity<SessionEventRow>(line =>
        {
            line.ToTable("session_events");
            line.HasKey(row => new { row.SessionId, row.Sequence });
            line.HasOne<SessionRow>().WithMany().HasForeignKey(row => row.SessionId);
        });
        model.Entity<OutboxRow>(message =>
        {
            message.ToTable("outbox");
            message.HasKey(row => row.Position);
            message.Property(row => row.Id).IsRequired();
            message.Property(row => row.AgentId).HasDefaultValue("");
            message.HasIndex(row => new { row.AgentId, row.Position });
        });
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.HasIndex(row => row.NormalizedUsername).IsUnique();
            account.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
        });
        model.Entity<SignInTries>(tries =>
        {
            tries.ToTable("sign_in_tries");
            tries.HasKey(row => row.NameHash);
            tries.HasIndex(row => row.At);
        });
        model.Entity<DataProtectionKeyRow>(key =>
        {
            key.ToTable("data_protection_keys");
            key.HasKey(row => row.Position);
        });
        InSnakeCase(model);
    }

    private static void InSnakeCase(ModelBuilder model)
    {
        static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName($"pk_{entity.GetTableName()}");
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName(
                    $"fk_{entity.GetTableName()}_{key.PrincipalEntityType.GetTableName()}_{string.Join('_', key.Properties.Select(p => Snake(p.Name)))}");
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => Snake(p.Name)))}");
            }
        }
    }
}
