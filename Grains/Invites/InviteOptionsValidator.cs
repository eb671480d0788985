using Microsoft.Extensions.Options;

namespace SeeSupport.Invites;

internal sealed class InviteOptionsValidator : IValidateOptions<InviteOptions>
{
    public ValidateOptionsResult Validate(string? name, InviteOptions options)
    {
        List<string> wrong = [];
        Between(options.PerSession, nameof(options.PerSession), 0, 32);
        Between(options.PrefixDigits, nameof(options.PrefixDigits), 1, 15);
        Pair(options.AgentPerHour, nameof(options.AgentPerHour), options.AgentPerDay, nameof(options.AgentPerDay));
        Pair(options.NumberPerHour, nameof(options.NumberPerHour), options.NumberPerDay, nameof(options.NumberPerDay));
        Pair(options.AddressPerHour, nameof(options.AddressPerHour), options.AddressPerDay, nameof(options.AddressPerDay));
        Pair(options.PrefixPerHour, nameof(options.PrefixPerHour), options.PrefixPerDay, nameof(options.PrefixPerDay));
        Pair(options.GlobalPerHour, nameof(options.GlobalPerHour), options.GlobalPerDay, nameof(options.GlobalPerDay));
        Between(options.AlarmFrom, nameof(options.AlarmFrom), 1, int.MaxValue);
        if (options.AlarmBelow is not (>= 0 and <= 1))
            wrong.Add($"{InviteOptions.Section}:{nameof(options.AlarmBelow)} is {options.AlarmBelow} and must be 0 to 1.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Pair(int hour, string hourKey, int day, string dayKey)
        {
            Between(hour, hourKey, 0, int.MaxValue);
            if (day < hour)
                wrong.Add($"{InviteOptions.Section}:{dayKey} is {day} and must be at least {hourKey} ({hour}).");
        }

        void Between(int value, string key, int least, int most)
        {
            if (value < least || value > most)
                wrong.Add($"{InviteOptions.Section}:{key} is {value} and must be {least}{(most == int.MaxValue ? " or more" : $" to {most}")}.");
        }
    }
}
