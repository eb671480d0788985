using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeeSupport.Ports;
using SeeSupport.Sessions;

namespace SeeSupport.Pictures;

/// <inheritdoc cref="IPictureSweepGrain"/>
/// <remarks>A reminder brings it back after a restart. Sweeping twice changes nothing: it goes by what is stored.</remarks>
internal sealed partial class PictureSweepGrain(
    IPictureStore store, IOptions<PictureOptions> options, TimeProvider time, ILogger<PictureSweepGrain> log) : Grain, IPictureSweepGrain, IRemindable
{
    private const string Reminder = "sweep";

    /// <summary>A start has other things to do first.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);

    /// <summary>A file is stored before its session knows of it: one that young may belong to a picture that is about to be ready.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    public async Task Begin()
    {
        var every = options.Value.SweepEvery;
        await this.RegisterOrUpdateReminder(Reminder, every < AfterStart ? every : AfterStart, every);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            await Sweep();
        }
        catch (Exception problem)
        {
            LogNotSwept(problem);
        }
    }

    public async Task<int> Sweep()
    {
        var now = time.GetUtcNow();
        var begunBefore = options.Value.KeepDays == 0 ? DateTimeOffset.MinValue : now.AddDays(-options.Value.KeepDays);
        var (session, hashes, deleted) = ("", ImmutableArray.CreateBuilder<string>(), 0);
        await foreach (var file in store.List(CancellationToken.None))
        {
            if (file.SessionId != session)
            {
                deleted += await SweepOne(session, begunBefore, hashes.DrainToImmutable());
                session = file.SessionId;
            }

            if (file.At < now - Settled)
                hashes.Add(file.Hash);
        }

        deleted += await SweepOne(session, begunBefore, hashes.DrainToImmutable());
        if (deleted > 0)
            LogSwept(deleted);
        return deleted;
    }

    private Task<int> SweepOne(string sessionId, DateTimeOffset begunBefore, ImmutableArray<string> hashes) =>
        hashes.IsEmpty ? Task.FromResult(0) : GrainFactory.GetGrain<ISessionGrain>(sessionId).SweepPictures(begunBefore, hashes);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} picture files were deleted: their time was over, or nobody referred to them")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for old pictures ended early; it is done again")]
    private partial void LogNotSwept(Exception problem);
}
