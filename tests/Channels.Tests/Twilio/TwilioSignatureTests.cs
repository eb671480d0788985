using Microsoft.Extensions.Primitives;

namespace SeeSupport.Channels.Twilio;

/// <summary>Against the example that Twilio publishes.</summary>
public class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Signature = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";
    private static readonly Uri Address = new("https://mycompany.com/myapp.php?foo=1&bar=2");

    private static readonly Dictionary<string, StringValues> Form = new()
    {
        ["To"] = "+18005551212",
        ["From"] = "+12349013030",
        ["Digits"] = "1234",
        ["Caller"] = "+12349013030",
        ["CallSid"] = "CA1234567890ABCDE",
    };

    [Fact]
    public void IsValid_ForTwiliosOwnExample() => Assert.True(TwilioSignature.IsValid(Address, Form, Signature, [Token]));

    [Theory]
    [InlineData("old", "12345", true)]
    [InlineData("12345", "new", true)]
    [InlineData("old", "new", false)]
    public void IsValid_ForEachTokenOfARotation(string first, string second, bool valid) =>
        Assert.Equal(valid, TwilioSignature.IsValid(Address, Form, Signature, [first, second]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0/KCTR6DLpKmkAf8muzZqo1nDgq=")]
    [InlineData("not base64 at all")]
    public void IsRefused_WithoutTheRightSignature(string? signature) => Assert.False(TwilioSignature.IsValid(Address, Form, signature, [Token]));

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=3")]
    [InlineData("https://mycompany.com/other.php?foo=1&bar=2")]
    [InlineData("https://elsewhere.com/myapp.php?foo=1&bar=2")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2")]
    public void IsRefused_ForAnotherAddress(string address) => Assert.False(TwilioSignature.IsValid(new(address), Form, Signature, [Token]));

    [Fact]
    public void IsRefused_WhenAParameterIsChangedOrAddedOrTaken()
    {
        Assert.False(TwilioSignature.IsValid(Address, new Dictionary<string, StringValues>(Form) { ["Digits"] = "1235" }, Signature, [Token]));
        Assert.False(TwilioSignature.IsValid(Address, new Dictionary<string, StringValues>(Form) { ["More"] = "" }, Signature, [Token]));
        Assert.False(TwilioSignature.IsValid(Address, Form.Skip(1), Signature, [Token]));
    }

    [Fact]
    public void IsRefused_WithoutAToken() => Assert.False(TwilioSignature.IsValid(Address, Form, Signature, []));

    [Theory]
    [InlineData("https://mycompany.com:443/status", "https://mycompany.com/status")]
    [InlineData("https://mycompany.com/status", "https://mycompany.com:443/status")]
    [InlineData("https://mycompany.com:8443/status", "https://mycompany.com/status")]
    public void IsValid_WhetherTwilioSignsThePortOrNot(string configured, string signed)
    {
        var signature = FarAway.Twilio.TwilioServer.Sign(signed, [], Token);

        Assert.True(TwilioSignature.IsValid(new(configured), [], signature, [Token]));
    }

    [Fact]
    public void IsValid_WithRepeatedParameters_EachValueOnceInOrder()
    {
        var signature = FarAway.Twilio.TwilioServer.Sign(Address.OriginalString, [new("A", "1"), new("A", "2")], Token);

        Assert.True(TwilioSignature.IsValid(Address, [new("A", new StringValues(["2", "1", "2"]))], signature, [Token]));
    }
}
