using Microsoft.Extensions.Options;

namespace SeeSupport.Codes;

internal sealed class CodeOptionsValidator : IValidateOptions<CodeOptions>
{
    public ValidateOptionsResult Validate(string? name, CodeOptions options)
    {
        List<string> wrong = [];
        if (options.Life < TimeSpan.FromMinutes(1) || options.Life > TimeSpan.FromHours(1))
            Wrong(nameof(options.Life), options.Life, "must be 00:01:00 to 01:00:00");
        if (options.TriesPerNetwork < 1)
            Wrong(nameof(options.TriesPerNetwork), options.TriesPerNetwork, "must be at least 1");
        if (options.BreakerMisses < 1)
            Wrong(nameof(options.BreakerMisses), options.BreakerMisses, "must be at least 1");
        Positive(options.TryWindow, nameof(options.TryWindow));
        Positive(options.FirstWait, nameof(options.FirstWait));
        Positive(options.BreakerWindow, nameof(options.BreakerWindow));
        Positive(options.BreakerRest, nameof(options.BreakerRest));
        if (options.LongestWait < options.FirstWait)
            Wrong(nameof(options.LongestWait), options.LongestWait, $"must be at least {nameof(options.FirstWait)} ({options.FirstWait})");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(TimeSpan value, string key)
        {
            if (value <= TimeSpan.Zero)
                Wrong(key, value, "must be longer than nothing");
        }

        void Wrong(string key, object value, string remedy) => wrong.Add($"{CodeOptions.Section}:{key} is {value} and {remedy}.");
    }
}
