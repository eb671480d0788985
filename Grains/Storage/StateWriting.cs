using Microsoft.Extensions.Logging;

namespace SeeSupport.Storage;

/// <summary>How grains keep their state: all of it at once, or nothing.</summary>
internal static partial class StateWriting
{
    /// <summary>
    /// Writes a new state. When that fails the old one holds in memory, and the activation ends: what is stored by then is not known, so
    /// the next call reads it.
    /// </summary>
    public static async Task Keep<TState>(this IPersistentState<TState> stored, TState next, IGrainBase grain, ILogger log)
    {
        var before = stored.State;
        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception problem)
        {
            LogNotStored(log, problem, grain.GrainContext.GrainId.Type.ToString()!);
            stored.State = before;
            grain.DeactivateOnIdle();
            throw new SeeSupportException(Problems.StorageUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A grain of type {GrainType} could not be stored")]
    private static partial void LogNotStored(ILogger log, Exception problem, string grainType);
}
