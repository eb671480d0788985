using Microsoft.Extensions.Options;

namespace SeeSupport.Channels.PhoneNumbers;

internal sealed class PhoneNumberOptionsValidator : IValidateOptions<PhoneNumberOptions>
{
    public ValidateOptionsResult Validate(string? name, PhoneNumberOptions options)
    {
        List<string> wrong = [];
        if (options.DefaultCountry is { Length: > 0 } home && Country.Of(home) is null)
        {
            wrong.Add($"{PhoneNumberOptions.Section}:{nameof(options.DefaultCountry)} needs a country's two letters like US, not \"{home}\".");
        }

        wrong.AddRange(options.Countries
            .Where(code => code != "*" && Country.Of(code) is null)
            .Select(code => $"{PhoneNumberOptions.Section}:{nameof(options.Countries)} needs countries' two letters like US, not \"{code}\"."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
