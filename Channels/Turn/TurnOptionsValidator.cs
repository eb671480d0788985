using Microsoft.Extensions.Options;
using SeeSupport.Channels.Certificates;

namespace SeeSupport.Channels.Turn;

internal sealed class TurnOptionsValidator : IValidateOptions<TurnOptions>
{
    public ValidateOptionsResult Validate(string? name, TurnOptions options)
    {
        List<string> wrong = [];
        foreach (var url in options.Urls.Where(url => !TurnUrl.TryParse(url, out _)))
        {
            wrong.Add($"{Key(nameof(options.Urls))} needs addresses like turn:turn.example.com:3478?transport=udp, or turns: with transport=tcp, not \"{url}\".");
        }

        foreach (var url in options.StunUrls.Where(url => !TurnUrl.IsStun(url)))
        {
            wrong.Add($"{Key(nameof(options.StunUrls))} needs addresses like stun:stun.example.com:3478, not \"{url}\".");
        }

        if (options.Urls.Length > 0 && options.Secrets.Length == 0)
        {
            wrong.Add($"{Key(nameof(options.Secrets))} is missing, but {Key(nameof(options.Urls))} is set: set it to coturn's static-auth-secret.");
        }

        if (options.Secrets.Any(string.IsNullOrWhiteSpace))
        {
            wrong.Add($"{Key(nameof(options.Secrets))} holds an empty secret.");
        }

        if (options.RelayOnly && options.Urls.Length == 0)
        {
            wrong.Add($"{Key(nameof(options.RelayOnly))} is on, but {Key(nameof(options.Urls))} is empty: no session could ever connect.");
        }

        Within(options.Lifetime, nameof(options.Lifetime), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Within(options.ProbeInterval, nameof(options.ProbeInterval), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Within(options.ProbeTimeout, nameof(options.ProbeTimeout), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        if (OwnAuthority.Problem(options.CertificateAuthority) is { } problem)
        {
            wrong.Add($"{Key(nameof(options.CertificateAuthority))} {problem}");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Within(TimeSpan value, string key, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                wrong.Add($"{Key(key)} is {value} and must be {least} to {most}.");
            }
        }
    }

    private static string Key(string property) => $"{TurnOptions.Section}:{property}";
}
