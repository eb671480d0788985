using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.FarAway.Turn;

/// <summary>The TURN server, seen by the client that coturn itself brings along.</summary>
public sealed class CoturnTests
{
    [Fact]
    public async Task Relays_ForWhoKnowsTheSecret()
    {
        await using var server = await Coturn.Start();

        Assert.Contains("Total lost packets 0 ", await Uclient(server, "turn-secret"));
    }

    [Fact]
    public async Task Refuses_WhoDoesNotKnowTheSecret()
    {
        await using var server = await Coturn.Start();

        Assert.DoesNotContain("Total lost packets 0 ", await Uclient(server, "wrong"));
    }

    [Fact]
    public async Task Start_SaysWhatCoturnSaid_WhenItDoesNotStart()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Coturn.Start(new() { Arguments = ["--no-such-option"] }));

        Assert.Contains("no-such-option", refused.Message);
    }

    private static async Task<string> Uclient(Coturn server, string secret)
    {
        var user = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds() + ":test";
        var password = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
        using var client = Process.Start(new ProcessStartInfo(
            "turnutils_uclient",
            ["-y", "-n", "10", "-m", "1", "-c", "-u", user, "-w", password, "-p", $"{server.Port}", "127.0.0.1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = client.StandardError.ReadToEndAsync();
        var output = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return output + await error;
    }
}
