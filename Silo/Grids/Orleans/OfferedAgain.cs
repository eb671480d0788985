using Microsoft.Extensions.Options;

namespace SeeSupport.Grids;

/// <summary>
/// A call that no silo took is offered again: while silos come and go, one is asked for a grain it no longer runs, or not yet. What was
/// rejected was never run. A call that was taken and not answered is another matter: its caller decides, with the operation's id. Orleans'
/// own calls are to one silo and no other; where that is gone Orleans looks for another itself, and at once.
/// </summary>
internal sealed class OfferedAgain(IOptions<GridOptions> options, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause + pause < LongestPause ? pause + pause : LongestPause)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception rejected) when (rejected is OrleansMessageRejectionException or GatewayTooBusyException
                && !context.TargetId.IsSystemTarget()
                && time.GetElapsedTime(began) + pause < options.Value.OfferAgain)
            {
                await Task.Delay(pause, time);
            }
        }
    }
}
