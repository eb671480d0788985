using SeeSupport.Hosting;

namespace SeeSupport.Codes;

public class ConnectionCodeGrainTests
{
    private const string Code = "472910358";

    [Fact]
    public async Task Code_OpensItsSession_OnceForOneDevice_UntilItsEnd()
    {
        await using var grid = await TestGrid.StartAsync();
        var (code, now) = (grid.Code(Code), grid.Clock.GetUtcNow());
        Assert.Null(await code.Look());
        Assert.False(await code.Redeem("session-1", "phone"));

        Assert.True(await code.Reserve("session-1", now + TimeSpan.FromMinutes(10)));
        Assert.True(await code.Reserve("session-1", now + TimeSpan.FromMinutes(10)));
        Assert.False(await code.Reserve("session-2", now + TimeSpan.FromMinutes(10)));
        Assert.Equal("session-1", await code.Look());
        Assert.False(await code.Redeem("session-2", "phone"));

        Assert.True(await code.Redeem("session-1", "phone"));
        Assert.True(await code.Redeem("session-1", "phone"));
        Assert.False(await code.Redeem("session-1", "other"));
        Assert.Null(await code.Look());
        Assert.False(await code.Reserve("session-2", now + TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task Code_IsNobodys_OnceItHasExpired()
    {
        await using var grid = await TestGrid.StartAsync();
        var code = grid.Code(Code);
        await code.Reserve("session-1", grid.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        grid.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Null(await code.Look());
        Assert.False(await code.Redeem("session-1", "phone"));
        Assert.True(await code.Reserve("session-2", grid.Clock.GetUtcNow() + TimeSpan.FromMinutes(10)));
        await code.Release("session-1");
        Assert.Equal("session-2", await code.Look());
        await code.Release("session-2");
        Assert.Null(await code.Look());
    }

    [Fact]
    public async Task Code_StaysSpent_OverACrash()
    {
        await using var before = await TestGrid.StartAsync();
        await before.Code(Code).Reserve("session-1", before.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        await before.Code(Code).Redeem("session-1", "phone");
        await using var after = await before.CrashAsync();

        Assert.False(await after.Code(Code).Redeem("session-1", "other"));
        Assert.True(await after.Code(Code).Redeem("session-1", "phone"));
    }

    [Fact]
    public async Task Code_IsNotSpent_WhenThatCannotBeStored()
    {
        await using var grid = await TestGrid.StartAsync();
        await grid.Code(Code).Reserve("session-1", grid.Clock.GetUtcNow() + TimeSpan.FromMinutes(10));
        grid.Faults.Writes.Next("code");
        await Assert.ThrowsAsync<SeeSupportException>(() => grid.Code(Code).Redeem("session-1", "phone"));

        Assert.Equal("session-1", await grid.Code(Code).Look());
        Assert.True(await grid.Code(Code).Redeem("session-1", "other"));
    }

    [Fact]
    public async Task Codes_AreUnique_AmongAHundredThousandThatAreLive()
    {
        await using var grid = await TestGrid.StartAsync();
        var expiresAt = grid.Clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        var codes = new string[100_000];
        await Parallel.ForAsync(0, 100, async (part, _) => await Task.WhenAll(Enumerable.Range(part * 1000, 1000).Select(async i =>
        {
            do
                codes[i] = CodeGenerator.Next();
            while (!await grid.Code(codes[i]).Reserve($"session-{i}", expiresAt));
        })));

        Assert.Equal(codes.Length, codes.Distinct().Count());
        for (var i = 0; i < codes.Length; i += 97)
            Assert.Equal($"session-{i}", await grid.Code(codes[i]).Look());
        Assert.False(await grid.Code(codes[0]).Reserve("session-x", expiresAt));
    }
}
