using Microsoft.Extensions.Options;

namespace SeeSupport.WebFront.Security;

internal sealed class SecurityOptionsValidator : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        if (options.PublicAddress is { Length: > 0 } address && !IsAddress(address))
            return ValidateOptionsResult.Fail($"SeeSupport:PublicAddress needs a whole address like https://support.example.com, not \"{address}\".");
        return options.ProxyList.FirstOrDefault(each => SecurityOptions.ParseNetwork(each) is null) is { } wrong
            ? ValidateOptionsResult.Fail($"SeeSupport:Proxies needs addresses or networks like 10.0.0.0/8, not \"{wrong}\".")
            : ValidateOptionsResult.Success;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" };
}
