using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.FarAway;
using SeeSupport.Invites;
using SeeSupport.Ports;

namespace SeeSupport.Channels;

/// <summary>The channels as a host sets them up from its configuration, with an outbox in memory and the log at hand.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string PublicAddress = "https://support.example.com";

    private readonly ServiceProvider _services;

    public Installation(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["SeeSupport:PublicAddress"] = PublicAddress,
            ["SeeSupport:Twilio:RetryDelay"] = "00:00:00.010",
            ["SeeSupport:Email:RetryDelay"] = "00:00:00.010",
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<IOutbox>(Outbox)
            .AddSeeSupportChannels(configuration)
            .BuildServiceProvider(validateScopes: true);
    }

    public KeptOutbox Outbox { get; } = new();

    public WrittenLog Log { get; } = new();

    public IInviteSender Sender => Get<IInviteSender>();

    /// <summary>What a host says when it starts with these settings; null when it starts.</summary>
    public string? StartProblem()
    {
        try
        {
            Get<IStartupValidator>().Validate();
            return null;
        }
        catch (Exception exception) when (exception is OptionsValidationException or AggregateException)
        {
            return exception.Message;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static InviteMessage Invite(InviteChannel channel, string? to = null) => new()
    {
        SessionId = "session0000000ab",
        InviteId = "invite00000000ab",
        Channel = channel,
        Content = InviteContent.Connect,
        To = to ?? (channel == InviteChannel.Phone ? "+12025550123" : "consumer@example.com"),
        LinkToken = "AAAAAAAAAAAAAAAAAAAAAA",
        AgentId = "ana",
        AgentName = "Ana",
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal sealed class KeptOutbox : IOutbox
    {
        public ConcurrentQueue<OutboxMessage> Messages { get; } = new();

        public Task Keep(OutboxMessage message, CancellationToken cancellation)
        {
            Messages.Enqueue(message);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<OutboxMessage>> Newest(string agentId, int limit, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<OutboxMessage>>([.. Messages.Where(message => message.AgentId == agentId).Reverse().Take(limit)]);
    }

    internal sealed class WrittenLog : ILoggerProvider, ILogger
    {
        private readonly Received<string> _lines = new();

        public string All => string.Join('\n', _lines);

        /// <summary>Waits for a line with these words.</summary>
        public Task Line(string words) => _lines.First(line => line.Contains(words, StringComparison.Ordinal));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
