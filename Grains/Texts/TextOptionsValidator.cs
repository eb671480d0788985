using Microsoft.Extensions.Options;
using SeeSupport.Sessions;

namespace SeeSupport.Texts;

internal sealed class TextOptionsValidator : IValidateOptions<TextOptions>
{
    public ValidateOptionsResult Validate(string? name, TextOptions options)
    {
        List<string> wrong = [];
        if (!Enum.IsDefined(options.Unknown))
            Wrong(nameof(options.Unknown), options.Unknown, "must be Wait or Answer");
        if (options.PerSession is < 1 or > 10_000)
            Wrong(nameof(options.PerSession), options.PerSession, "must be 1 to 10,000");
        if (options.KeepWaiting < TimeSpan.FromMinutes(1) || options.KeepWaiting > TimeSpan.FromDays(365))
            Wrong(nameof(options.KeepWaiting), options.KeepWaiting, "must be 00:01:00 to 365.00:00:00");
        if (options.FetchFor < TimeSpan.FromMinutes(1) || options.FetchFor > TimeSpan.FromDays(30))
            Wrong(nameof(options.FetchFor), options.FetchFor, "must be 00:01:00 to 30.00:00:00");
        if (options.RetryDelay <= TimeSpan.Zero)
            Wrong(nameof(options.RetryDelay), options.RetryDelay, "must be longer than nothing");
        if (options.LongestRetryDelay < options.RetryDelay)
            Wrong(nameof(options.LongestRetryDelay), options.LongestRetryDelay, $"must be at least {nameof(options.RetryDelay)} ({options.RetryDelay})");
        Words(nameof(options.Answer), options.Answer, needed: options.Unknown == UnknownTexts.Answer);
        Words(nameof(options.StopAnswer), options.StopAnswer);
        Words(nameof(options.StartAnswer), options.StartAnswer);
        Words(nameof(options.HelpAnswer), options.HelpAnswer);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Words(string key, string? value, bool needed = false)
        {
            if (value?.Length > Session.LongestSms)
                Wrong(key, $"{value.Length} characters long", "must have at most 1,600");
            else if (needed && string.IsNullOrWhiteSpace(value))
                Wrong(key, "empty", "must say something");
        }

        void Wrong(string key, object value, string remedy) => wrong.Add($"{TextOptions.Section}:{key} is {value} and {remedy}.");
    }
}
