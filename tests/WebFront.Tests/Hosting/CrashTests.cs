using Microsoft.Data.Sqlite;
using SeeSupport.FarAway;
using SeeSupport.Grids;
using SeeSupport.WebFront.Running;
using SeeSupport.Wire;

namespace SeeSupport.WebFront.Hosting;

public sealed class CrashTests
{
    [Fact]
    public async Task NothingAcknowledgedIsLost_WhenTheProcessIsKilledAndStartedOnTheSameData()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var (first, address) = await ProductProcess.Start(folder.Path, port);
        await using var _ = first;
        var account = first.Output[0].Split(": ")[1].Split(" / ");
        var cookie = await SignIn.As(account[0], account[1], address);
        var desk = await Desk.Connect(address, cookie);
        var (id, code, _) = await desk.Start();
        var phone = await Phone.Come(address, code);
        await phone.Join();

        // Both write as fast as they may; the process dies in the middle of it.
        var acknowledged = new List<string>();
        var writing = Task.WhenAll(
            Write(each => desk.Ask("Say", id, Guid.NewGuid(), each), "agent"),
            Write(each => phone.Ask("Say", Guid.NewGuid(), each), "consumer"));
        await phone.Hear("Updated", count: 20);
        await first.Kill();
        await writing;

        var (second, _) = await ProductProcess.Start(folder.Path, port);
        await using var __ = second;
        await using var deskAgain = await Desk.Connect(address, cookie);
        await phone.Connect(address);
        await using var ___ = phone;
        Assert.True((await phone.Ask("Attach", phone.Key)).GetProperty("view").GetProperty("joined").GetBoolean());
        var welcome = await deskAgain.Ask("Welcome");
        Assert.Equal(id, Assert.Single(welcome.GetProperty("sessions").EnumerateArray()).GetProperty("view").GetProperty("sessionId").GetString());

        var log = (await deskAgain.Ask("ReadLog", id, 0)).EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, log.Length), log.Select(line => (int)line.GetProperty("sequence").GetInt64()));
        var kept = log.Select(line => line.GetProperty("text").GetString()!).ToArray();
        lock (acknowledged)
        {
            Assert.True(acknowledged.Count >= 10, $"Only {acknowledged.Count} lines were acknowledged before the crash.");
            Assert.All(acknowledged, line => Assert.Single(kept, each => each == line));
        }

        await phone.Ask("Signal", "after the crash");
        await deskAgain.Hear("Signaled");

        async Task Write(Func<string, Task> say, string who)
        {
            try
            {
                for (var line = 0; ; line++)
                {
                    await say($"{who} {line}");
                    lock (acknowledged)
                        acknowledged.Add($"{who} {line}");
                }
            }
            catch (Exception over) when (over is HubCallException || TextSocket.IsEnd(over))
            {
                // The process is gone.
            }
        }
    }

    [Fact]
    public async Task EachTimerFiresOnce_WhenTheProcessIsKilledBeforeItIsDueAndAgainAfterwards()
    {
        using var folder = new TemporaryFolder();
        (string, string)[] hasty = [("SeeSupport:Sessions:ReconnectingAfter", "00:00:01"), ("SeeSupport:Sessions:LostAfter", "00:00:02"), ("SeeSupport:Sessions:KeepConsumer", "00:00:03")];
        var port = FreePort.Next();
        string id, cookie;
        var (first, address) = await ProductProcess.Start(folder.Path, port, hasty);
        await using (first)
        {
            var account = first.Output[0].Split(": ")[1].Split(" / ");
            cookie = await SignIn.As(account[0], account[1], address);
            await using var desk = await Desk.Connect(address, cookie);
            id = await LeftByItsConsumer(desk);
            await first.Kill();
        }

        var (second, _) = await ProductProcess.Start(folder.Path, port, hasty);
        await using (second)
        {
            await using var desk = await Desk.Connect(address, cookie);
            await IsClosed(desk, id);
            await second.Kill();
        }

        var (third, _) = await ProductProcess.Start(folder.Path, port, hasty);
        await using var _ = third;
        await using var deskAgain = await Desk.Connect(address, cookie);
        // All timers of another session run out meanwhile: time enough for one of the first session to fire again.
        await IsClosed(deskAgain, await LeftByItsConsumer(deskAgain));
        var log = (await deskAgain.Ask("ReadLog", id, 0)).EnumerateArray().ToArray();
        Assert.Single(log, line => line.GetProperty("kind").GetString() == "closed");
        Assert.Equal("closed", log[^1].GetProperty("kind").GetString());

        async Task<string> LeftByItsConsumer(Desk desk)
        {
            var (session, code, _) = await desk.Start();
            await using var phone = await Phone.Come(address, code);
            await phone.Join();
            return session;
        }

        static async Task IsClosed(Desk desk, string session)
        {
            if ((await desk.Ask("Attach", session)).GetProperty("view").GetProperty("status").GetString() != "closed")
                await desk.See(view => view.GetProperty("sessionId").GetString() == session && view.GetProperty("status").GetString() == "closed");
        }
    }

    [Fact]
    public async Task ASessionThatCannotBeRead_KeepsNobodyFromTheOthers()
    {
        Assert.SkipWhen(GridHosting.HasSilos, "On Orleans sessions are kept in PostgreSQL, not in the folder.");
        using var folder = new TemporaryFolder();
        var (first, address) = await ProductProcess.Start(folder.Path);
        await using var _ = first;
        var account = first.Output[0].Split(": ")[1].Split(" / ");
        string broken, whole;
        await using (var desk = await Desk.Connect(address, await SignIn.As(account[0], account[1], address)))
            (broken, whole) = ((await desk.Start()).Id, (await desk.Start()).Id);
        await first.Kill();
        await using (var grid = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "grid.db")};Pooling=False"))
        {
            await grid.OpenAsync();
            await using var damage = grid.CreateCommand();
            damage.CommandText = "UPDATE grain_state SET json = x'7b' WHERE grain_key = $id";
            damage.Parameters.AddWithValue("$id", broken);
            Assert.Equal(1, await damage.ExecuteNonQueryAsync());
        }

        var (second, there) = await ProductProcess.Start(folder.Path);
        await using var __ = second;
        await using var again = await Desk.Connect(there, await SignIn.As(account[0], account[1], there));
        var welcome = await again.Ask("Welcome");
        Assert.Equal([whole], welcome.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("view").GetProperty("sessionId").GetString()));
        Assert.Equal([broken], welcome.GetProperty("unanswered").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("not-answered", await again.AskInVain("Attach", broken));
        await again.Ask("Say", whole, Guid.NewGuid(), "goes on");
    }

    [Fact]
    public async Task WhatCannotBeKeptIsRefused_AndTheSessionGoesOn_WhenTheDiskIsFull()
    {
        Assert.SkipWhen(GridHosting.HasSilos, "On Orleans sessions are kept in PostgreSQL, not in the folder.");
        using var disk = SmallDisk.Mount(kilobytes: 2048);
        var (process, address) = await ProductProcess.Start(disk.Path);
        await using var _ = process;
        var account = process.Output[0].Split(": ")[1].Split(" / ");
        await using var desk = await Desk.Connect(address, await SignIn.As(account[0], account[1], address));
        var (id, code, _) = await desk.Start();
        await using var phone = await Phone.Come(address, code);
        await phone.Join();
        await desk.Ask("Say", id, Guid.NewGuid(), "before");

        disk.Fill();
        string? refusal = null;
        for (var line = 0; refusal is null && line < 500; line++)
        {
            var answer = await desk.Hub.Invoke("Say", id, Guid.NewGuid(), new string('x', 1900));
            refusal = answer.TryGetProperty("problem", out var problem) ? problem.GetProperty("code").GetString() : null;
            if (refusal == "too-fast")
                refusal = null;
        }

        Assert.Equal("storage-unavailable", refusal);
        await phone.Ask("Signal", "signals need no disk");
        await desk.Hear("Signaled");

        disk.Empty();
        await desk.Ask("Say", id, Guid.NewGuid(), "after");
        var log = (await desk.Ask("ReadLog", id, 0)).EnumerateArray().Select(line => line.GetProperty("text").GetString()).ToArray();
        Assert.Contains("before", log);
        Assert.Contains("after", log);
    }
}
