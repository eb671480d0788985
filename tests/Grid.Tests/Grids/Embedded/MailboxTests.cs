using SeeSupport.Grid.Tests.Lifetimes;
using SeeSupport.Grid.Tests.Observers;
using SeeSupport.Grid.Tests.Turns;

namespace SeeSupport.Grid.Tests;

/// <summary>Promises that only one process can make.</summary>
[Collection(typeof(SharedGridTests))]
public class MailboxTests(SharedGrid grid)
{
    [Fact]
    public async Task LosesNoCall_WhileActivationsComeAndGo()
    {
        var grain = grid.NewGrain<IMayfly>(typeof(MayflyGrain));
        var activations = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var seen = new HashSet<Guid>();
            for (var call = 0; call < 500; call++)
            {
                var leave = grain.Leave();
                seen.Add(await grain.Activation());
                await leave;
            }

            return seen;
        })));
        Assert.True(activations.SelectMany(each => each).Distinct().Count() > 100);
    }

    [Fact]
    public async Task KeepsTheOrderOfCalls_WhileActivationsComeAndGo()
    {
        var grain = grid.NewGrain<IForgetfulCounter>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var round = 0; round < 50; round++)
                await Task.WhenAll(Enumerable.Range(0, 20).Select(step => grain.Count($"{caller}", round * 20 + step)));
        })));
    }

    [Fact]
    public async Task RefusesAnObserver_ThatIsNoReference() =>
        Assert.Contains(
            "CreateObjectReference",
            (await Assert.ThrowsAsync<ArgumentException>(() => grid.NewGrain<ISpeaker>().Say(new Listener(), "hello"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task AnswersAtOnce_WhenTheObserverIsDeleted()
    {
        var reference = grid.Grains.CreateObjectReference<IListener>(new Listener());
        grid.Grains.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => reference.Answer(1));
    }

    [Fact]
    public async Task SaysNoKey_InAMessage()
    {
        var gate = Guid.NewGuid().ToString("N");
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => grid.Grains.GetGrain<Calls.IWorker>("+1 555 0100").PassSlowly(gate));
        Assert.Contains("IWorker/PassSlowly of worker#", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("555", failure.Message, StringComparison.Ordinal);
        Gate.Named(gate).Open();
    }

    [Fact]
    public async Task RefusesCalls_OnceTheProcessHasStopped()
    {
        var stopped = await TestGrid.StartAsync();
        var grain = stopped.Grains.GetGrain<ITurnTaking>("any", typeof(TurnTakingGrain).FullName);
        await grain.Note("before");
        await stopped.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => grain.Note("after"));
        Directory.Delete(stopped.Folder, recursive: true);
    }
}

/// <summary>Insists that each caller's numbers come one after another, and leaves all the time.</summary>
public interface IForgetfulCounter : IGrainWithStringKey
{
    Task Count(string caller, int number);
}

public sealed class ForgetfulCounterGrain : Grain, IForgetfulCounter
{
    private static readonly Dictionary<string, int> Last = [];

    public async Task Count(string caller, int number)
    {
        await Task.Yield();
        if (number != Last.GetValueOrDefault(caller, -1) + 1)
            throw new InvalidOperationException($"{caller}: {number} came after {Last.GetValueOrDefault(caller, -1)}.");
        Last[caller] = number;
        if (number % 7 == 0)
            DeactivateOnIdle();
    }
}
