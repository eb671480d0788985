using Microsoft.Extensions.Options;
using SeeSupport.Channels.Certificates;

namespace SeeSupport.Channels.Email;

internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        List<string> wrong = [];
        if (!options.IsSet)
        {
            foreach (var (key, value) in new[]
            {
                (nameof(options.UserName), options.UserName), (nameof(options.Password), options.Password), (nameof(options.From), options.From),
            })
            {
                if (!string.IsNullOrEmpty(value))
                {
                    wrong.Add($"{Key(nameof(options.Host))} is missing, but {Key(key)} is set.");
                }
            }
        }
        else if (!EmailAddress.TryNormalize(options.From ?? "", allowLocalDomains: true, out _))
        {
            wrong.Add($"{Key(nameof(options.From))} needs the address that e-mails come from, not \"{options.From}\".");
        }

        if (string.IsNullOrEmpty(options.UserName) != string.IsNullOrEmpty(options.Password))
        {
            wrong.Add($"Set both or neither of {Key(nameof(options.UserName))} and {Key(nameof(options.Password))}.");
        }

        if (options.Port is < 1 or > 65535)
        {
            wrong.Add($"{Key(nameof(options.Port))} is {options.Port} and must be 1 to 65535.");
        }

        if (options.FromName?.Any(char.IsControl) == true)
        {
            wrong.Add($"{Key(nameof(options.FromName))} must be on one line.");
        }

        Within(options.Timeout, nameof(options.Timeout), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        Within(options.ContentTimeout, nameof(options.ContentTimeout), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        Within(options.RetryDelay, nameof(options.RetryDelay), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        if (options.Retries is < 0 or > 10)
        {
            wrong.Add($"{Key(nameof(options.Retries))} is {options.Retries} and must be 0 to 10.");
        }

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

    private static string Key(string property) => $"{EmailOptions.Section}:{property}";
}
