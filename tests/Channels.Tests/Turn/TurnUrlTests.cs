namespace SeeSupport.Channels.Turn;

public class TurnUrlTests
{
    [Theory]
    [InlineData("turn:turn.example.com", "turn.example.com", 3478, "udp")]
    [InlineData("turn:turn.example.com?transport=udp", "turn.example.com", 3478, "udp")]
    [InlineData("turn:192.0.2.1:80?transport=tcp", "192.0.2.1", 80, "tcp")]
    [InlineData("turn:[2001:db8::1]:3479", "2001:db8::1", 3479, "udp")]
    [InlineData("turns:turn.example.com", "turn.example.com", 5349, "tls")]
    [InlineData("turns:turn.example.com:443?transport=tcp", "turn.example.com", 443, "tls")]
    public void TryParse_ReadsAnAddress(string text, string host, int port, string transport)
    {
        Assert.True(TurnUrl.TryParse(text, out var url));
        Assert.Equal(new(text, host, port, transport), url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("turn.example.com")]
    [InlineData("turn://turn.example.com")]
    [InlineData("stun:turn.example.com")]
    [InlineData("turn:turn.example.com:0")]
    [InlineData("turn:turn.example.com:65536")]
    [InlineData("turn:turn.example.com?transport=tls")]
    [InlineData("turns:turn.example.com?transport=udp")]
    [InlineData("turn:user@turn.example.com")]
    public void TryParse_RefusesWhatIsNone(string text) => Assert.False(TurnUrl.TryParse(text, out _));
}
