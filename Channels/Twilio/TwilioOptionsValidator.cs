using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace SeeSupport.Channels.Twilio;

internal sealed partial class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        List<string> wrong = [];
        if (!(Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            wrong.Add($"{Key(nameof(options.BaseAddress))} needs a whole address like https://api.twilio.com, not \"{options.BaseAddress}\".");
        }

        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromMinutes(1))
        {
            wrong.Add($"{Key(nameof(options.Timeout))} is {options.Timeout} and must be above zero, at most one minute.");
        }

        if (options.Retries is < 0 or > 10)
        {
            wrong.Add($"{Key(nameof(options.Retries))} is {options.Retries} and must be 0 to 10.");
        }

        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromSeconds(10))
        {
            wrong.Add($"{Key(nameof(options.RetryDelay))} is {options.RetryDelay} and must be zero to ten seconds.");
        }

        if (options.MediaTimeout <= TimeSpan.Zero || options.MediaTimeout > TimeSpan.FromMinutes(5))
        {
            wrong.Add($"{Key(nameof(options.MediaTimeout))} is {options.MediaTimeout} and must be above zero, at most five minutes.");
        }

        if (options.MediaAtOnce is < 1 or > 256)
        {
            wrong.Add($"{Key(nameof(options.MediaAtOnce))} is {options.MediaAtOnce} and must be 1 to 256.");
        }

        if (options.MediaHostList.FirstOrDefault(host => !Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var place) || place.AbsolutePath != "/") is { } strange)
        {
            wrong.Add($"{Key(nameof(options.MediaHosts))} needs hosts like media.twiliocdn.com, not \"{strange}\".");
        }

        if (Touched(options))
        {
            CheckAccount(options, wrong);
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool Touched(TwilioOptions options) => new[]
    {
        options.AccountSid, options.AuthToken, options.SecondaryAuthToken, options.ApiKeySid, options.ApiKeySecret,
        options.MessagingServiceSid, options.From,
    }.Any(value => !string.IsNullOrEmpty(value));

    private static void CheckAccount(TwilioOptions options, List<string> wrong)
    {
        Sid(options.AccountSid, nameof(options.AccountSid), "AC", needed: true);
        Sid(options.ApiKeySid, nameof(options.ApiKeySid), "SK", needed: !string.IsNullOrEmpty(options.ApiKeySecret));
        Sid(options.MessagingServiceSid, nameof(options.MessagingServiceSid), "MG", needed: false);
        if (string.IsNullOrEmpty(options.AuthToken))
        {
            wrong.Add($"{Key(nameof(options.AuthToken))} is missing: Twilio signs status callbacks with it, also where an API key sends.");
        }

        if (string.IsNullOrEmpty(options.ApiKeySecret) && !string.IsNullOrEmpty(options.ApiKeySid))
        {
            wrong.Add($"{Key(nameof(options.ApiKeySecret))} is missing, but {Key(nameof(options.ApiKeySid))} is set.");
        }

        if (string.IsNullOrEmpty(options.MessagingServiceSid) == string.IsNullOrEmpty(options.From))
        {
            wrong.Add($"Set one of {Key(nameof(options.MessagingServiceSid))} and {Key(nameof(options.From))}: it says who text messages come from.");
        }

        if (options.From is { Length: > 0 } from && !NumberPattern.IsMatch(from))
        {
            wrong.Add($"{Key(nameof(options.From))} needs a number like +12025550100, not \"{from}\".");
        }

        void Sid(string? value, string key, string prefix, bool needed)
        {
            if (string.IsNullOrEmpty(value))
            {
                if (needed)
                {
                    wrong.Add($"{Key(key)} is missing, so Twilio is only half set up.");
                }
            }
            else if (!value.StartsWith(prefix, StringComparison.Ordinal) || !SidPattern.IsMatch(value))
            {
                wrong.Add($"{Key(key)} needs {prefix} and 32 hexadecimal digits.");
            }
        }
    }

    private static string Key(string property) => $"{TwilioOptions.Section}:{property}";

    [GeneratedRegex("^[A-Z]{2}[0-9a-fA-F]{32}$")]
    private static partial Regex SidPattern { get; }

    // Also short codes, which have no country.
    [GeneratedRegex(@"^(\+[1-9]\d{6,14}|\d{5,6})$")]
    private static partial Regex NumberPattern { get; }
}
