using Microsoft.Extensions.Options;
using SeeSupport.Languages;

namespace SeeSupport.Branding;

internal sealed class CompanyOptionsValidator : IValidateOptions<CompanyOptions>
{
    public ValidateOptionsResult Validate(string? name, CompanyOptions options)
    {
        List<string> wrong = [];
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > 60 || options.Name.Any(char.IsControl))
        {
            wrong.Add($"{CompanyOptions.Section}:{nameof(options.Name)} needs 1 to 60 characters on one line.");
        }

        CheckAddress(options.TermsUrl, nameof(options.TermsUrl));
        CheckAddress(options.PrivacyUrl, nameof(options.PrivacyUrl));
        if (!AccentColour.TryParse(options.Accent, out _))
        {
            wrong.Add($"{CompanyOptions.Section}:{nameof(options.Accent)} needs a colour like #4051cf, not \"{options.Accent}\".");
        }

        if (Language.Find(options.Language) is null)
        {
            wrong.Add($"{CompanyOptions.Section}:{nameof(options.Language)} needs one of {string.Join(", ", Language.All.Select(each => each.Tag))}, not \"{options.Language}\".");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void CheckAddress(string? address, string key)
        {
            if (!string.IsNullOrEmpty(address)
                && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                wrong.Add($"{CompanyOptions.Section}:{key} needs a whole address that begins with https://, not \"{address}\".");
            }
        }
    }
}
