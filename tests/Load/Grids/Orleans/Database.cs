using Npgsql;

namespace SeeSupport.Load.Target;

/// <summary>What a PostgreSQL server tells of one of its databases.</summary>
internal sealed class Database(string connectionString) : IDatabase
{
    /// <inheritdoc/>
    public IDatabaseWatch Watch() => new Look(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());

    private sealed class Look : IDatabaseWatch
    {
        private readonly CancellationTokenSource _over = new();
        private readonly List<(DateTime At, long Transactions, int Active)> _seen = [];
        private readonly Task _looking;

        public Look(string connectionString) => _looking = Run(connectionString);

        public async Task<(double PerSecond, double Most, int MostActive)> End()
        {
            await _over.CancelAsync();
            await _looking;
            var rates = _seen.Zip(_seen.Skip(1), (before, after) => (after.Transactions - before.Transactions) / (after.At - before.At).TotalSeconds).ToArray();
            var (first, last) = (_seen[0], _seen[^1]);
            return ((last.Transactions - first.Transactions) / (last.At - first.At).TotalSeconds, rates.Max(), _seen.Max(each => each.Active));
        }

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _looking;
            _over.Dispose();
        }

        private async Task Run(string connectionString)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            await Read(connection);
            try
            {
                while (await timer.WaitForNextTickAsync(_over.Token))
                    await Read(connection);
            }
            catch (OperationCanceledException)
            {
                await Read(connection);
            }
        }

        private async Task Read(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT clock_timestamp() AT TIME ZONE 'UTC', xact_commit + xact_rollback,
                    (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid())
                FROM pg_stat_database WHERE datname = current_database()
                """,
                connection);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            _seen.Add((reader.GetDateTime(0), reader.GetInt64(1), reader.GetInt32(2)));
        }
    }
}
