using Microsoft.Extensions.Options;
using SeeSupport.Codes;
using SeeSupport.Invites;
using SeeSupport.Sessions;

namespace SeeSupport.Hosting;

public class OptionsTests
{
    [Fact]
    public void Defaults_AreFine()
    {
        Assert.True(new SessionOptionsValidator().Validate(null, new()).Succeeded);
        Assert.True(new CodeOptionsValidator().Validate(null, new()).Succeeded);
        Assert.True(new InviteOptionsValidator().Validate(null, new()).Succeeded);
    }

    [Theory]
    [InlineData("SeeSupport:Sessions:LostAfter", "00:00:01")]
    [InlineData("SeeSupport:Codes:Life", "02:00:00")]
    [InlineData("SeeSupport:Invites:PerSession", "100")]
    public async Task Process_DoesNotStart_AndNamesTheKey(string key, string value)
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestGrid.StartAsync(settings: new Dictionary<string, string?> { [key] = value }));

        Assert.Contains(key, problem.Message);
    }

    [Theory]
    [InlineData("ReconnectingAfter", "00:00:00")]
    [InlineData("LostAfter", "00:00:05")]
    [InlineData("KeepConsumer", "00:00:20")]
    [InlineData("KeepAgent", "-00:00:01")]
    [InlineData("ReopenWithin", "00:00:00")]
    [InlineData("FileEvery", "00:00:00")]
    [InlineData("FrontLease", "00:00:00")]
    [InlineData("WakeEvery", "00:00:59")]
    [InlineData("MostOpenPerAgent", "11")]
    public void Validate_NamesTheKey_OfASession(string key, string value) => NamesTheKey(new SessionOptionsValidator(), SessionOptions.Section, key, value);

    [Theory]
    [InlineData("Life", "00:00:59")]
    [InlineData("Life", "01:00:01")]
    [InlineData("TriesPerNetwork", "0")]
    [InlineData("TryWindow", "00:00:00")]
    [InlineData("FirstWait", "00:00:00")]
    [InlineData("LongestWait", "00:00:30")]
    [InlineData("BreakerMisses", "0")]
    [InlineData("BreakerWindow", "00:00:00")]
    [InlineData("BreakerRest", "00:00:00")]
    public void Validate_NamesTheKey_OfACode(string key, string value) => NamesTheKey(new CodeOptionsValidator(), CodeOptions.Section, key, value);

    [Theory]
    [InlineData("PerSession", "33")]
    [InlineData("PrefixDigits", "0")]
    [InlineData("AgentPerHour", "-1")]
    [InlineData("AgentPerDay", "39")]
    [InlineData("NumberPerDay", "4")]
    [InlineData("AddressPerDay", "4")]
    [InlineData("PrefixPerDay", "19")]
    [InlineData("GlobalPerDay", "999")]
    [InlineData("AlarmFrom", "0")]
    [InlineData("AlarmBelow", "1.5")]
    public void Validate_NamesTheKey_OfAnInvite(string key, string value) => NamesTheKey(new InviteOptionsValidator(), InviteOptions.Section, key, value);

    private static void NamesTheKey<T>(IValidateOptions<T> validator, string section, string key, string value) where T : class, new()
    {
        var options = new T();
        var property = typeof(T).GetProperty(key)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan)
            ? TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture)
            : Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));

        var result = validator.Validate(null, options);

        Assert.Contains(result.Failures!, failure => failure.StartsWith($"{section}:{key} is ", StringComparison.Ordinal));
    }
}
