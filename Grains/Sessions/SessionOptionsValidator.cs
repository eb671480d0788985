using Microsoft.Extensions.Options;

namespace SeeSupport.Sessions;

internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        List<string> wrong = [];
        Positive(options.ReconnectingAfter, nameof(options.ReconnectingAfter));
        Positive(options.KeepAgent, nameof(options.KeepAgent));
        Positive(options.ReopenWithin, nameof(options.ReopenWithin));
        Positive(options.FileEvery, nameof(options.FileEvery));
        Positive(options.FrontLease, nameof(options.FrontLease));
        Longer(options.LostAfter, nameof(options.LostAfter), options.ReconnectingAfter, nameof(options.ReconnectingAfter));
        Longer(options.KeepConsumer, nameof(options.KeepConsumer), options.LostAfter, nameof(options.LostAfter));
        if (options.WakeEvery < TimeSpan.FromMinutes(1))
            Wrong(nameof(options.WakeEvery), options.WakeEvery, "must be at least 00:01:00");
        if (options.MostOpenPerAgent is < 0 or > 10)
            Wrong(nameof(options.MostOpenPerAgent), options.MostOpenPerAgent, "must be 1 to 10, or 0 for no limit");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(TimeSpan value, string key)
        {
            if (value <= TimeSpan.Zero)
                Wrong(key, value, "must be longer than nothing");
        }

        void Longer(TimeSpan value, string key, TimeSpan than, string thanKey)
        {
            if (value <= than)
                Wrong(key, value, $"must be longer than {thanKey} ({than})");
        }

        void Wrong(string key, object value, string remedy) => wrong.Add($"{SessionOptions.Section}:{key} is {value} and {remedy}.");
    }
}
