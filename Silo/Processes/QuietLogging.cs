using Microsoft.Extensions.Logging.Console;

namespace SeeSupport.Processes;

/// <summary>What a process prints.</summary>
internal static class QuietLogging
{
    /// <summary>
    /// One line for each warning, with the trace it belongs to; what keeps the process from starting is told by <see cref="StartFailure"/>, once and in one sentence.
    /// </summary>
    public static void AddQuietLogging(this IHostApplicationBuilder builder, Readiness readiness)
    {
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.IncludeScopes = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            options.UseUtcTimestamp = true;
        });
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId);
        (string Category, LogLevel From)[] tellers =
        [
            ("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Error),
            ("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error),
            ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Error),
            ("Orleans", LogLevel.Warning),
        ];
        foreach (var (category, from) in tellers)
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category, level => level >= from && readiness.State != ReadinessState.Starting);
    }
}
