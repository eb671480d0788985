using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SeeSupport.Devices;

/// <summary>
/// Reads what a browser tells of itself. Client hints come first (W3C User-Agent Client Hints); where a browser has none, the
/// User-Agent string is read (RFC 9110, section 10.1.5), whose parts are partly frozen by the browsers: those parts say nothing.
/// </summary>
internal static partial class DeviceReader
{
    private const int LongestUserAgent = 1024;
    private const int LongestPart = 40;

    /// <summary>Where nothing can be told.</summary>
    public static readonly DeviceDescription Unknown = new() { Label = "Unknown device" };

    /// <summary>Brands of <c>fullVersionList</c> whose names people know differently.</summary>
    private static readonly Dictionary<string, string> BrandNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Google Chrome"] = "Chrome",
        ["HeadlessChrome"] = "Chrome",
        ["Microsoft Edge"] = "Edge",
        ["Opera Mobile"] = "Opera",
        ["OperaMobile"] = "Opera",
        ["YaBrowser"] = "Yandex",
    };

    /// <summary>Products of the User-Agent string, the more telling first: nearly every browser also claims to be Chrome or Safari.</summary>
    private static readonly (string Token, string Name)[] Products =
    [
        ("SamsungBrowser/", "Samsung Internet"),
        ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("Edg/", "Edge"), ("Edge/", "Edge"),
        ("OPR/", "Opera"), ("OPX/", "Opera"), ("OPT/", "Opera"), ("OPiOS/", "Opera"), ("Opera Mini/", "Opera Mini"),
        ("Focus/", "Firefox Focus"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
        ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex"), ("DuckDuckGo/", "DuckDuckGo"), ("Ddg/", "DuckDuckGo"), ("Brave/", "Brave"),
        ("UCBrowser/", "UC Browser"), ("MiuiBrowser/", "Mi Browser"), ("HuaweiBrowser/", "Huawei Browser"),
        ("HeyTapBrowser/", "HeyTap"), ("VivoBrowser/", "Vivo Browser"), ("Silk/", "Silk"), ("QQBrowser/", "QQ Browser"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"),
    ];

    /// <summary>Apps that show links in a browser of their own, the more telling first.</summary>
    private static readonly (string Token, string Name)[] Apps =
    [
        ("MessengerForiOS", "Messenger"), ("MessengerLite", "Messenger"), ("FB_IAB/MESSENGER", "Messenger"), ("FB_IAB/Orca", "Messenger"),
        ("Instagram ", "Instagram"), ("Barcelona ", "Threads"),
        ("FBAN/", "Facebook"), ("FBAV/", "Facebook"), ("FB_IAB/", "Facebook"),
        ("LinkedInApp", "LinkedIn"), ("musical_ly", "TikTok"), ("BytedanceWebview", "TikTok"), ("TikTok", "TikTok"), ("trill_", "TikTok"),
        ("MicroMessenger/", "WeChat"), ("Line/", "LINE"), ("Snapchat", "Snapchat"), ("Pinterest", "Pinterest"),
        ("Twitter for ", "X"), ("TwitterAndroid", "X"), ("WhatsApp/", "WhatsApp"), ("KAKAOTALK", "KakaoTalk"), ("NAVER(", "Naver"),
        ("Telegram-Android", "Telegram"), ("Outlook-iOS", "Outlook"), ("Gmail", "Gmail"), ("GSA/", "Google"),
    ];

    /// <summary>Describes a device. Nonsense and silence give <see cref="Unknown"/>.</summary>
    public static DeviceDescription Read(DeviceHints hints)
    {
        var userAgent = Clean(hints.UserAgent, LongestUserAgent) ?? "";
        var platform = Platform(hints, userAgent);
        var version = PlatformVersion(hints, platform, userAgent);
        var model = Model(hints, platform, userAgent);
        var inApp = InApp(hints, platform, userAgent);
        var (browser, browserVersion) = inApp is null ? Browser(hints, platform, userAgent) : (null, null);
        string?[] parts = [Joined(platform, version), model, inApp is null ? Joined(browser, browserVersion) : $"inside {inApp}"];
        var label = string.Join(" · ", parts.Where(part => part is not null));
        return label.Length == 0 ? Unknown : new()
        {
            Platform = platform,
            PlatformVersion = version,
            Model = model,
            Browser = browser,
            BrowserVersion = browserVersion,
            InApp = inApp,
            Label = label,
        };
    }

    private static string? Joined(string? name, string? version) => name is null || version is null ? name : $"{name} {version}";

    private static string? Platform(DeviceHints hints, string userAgent) => Clean(hints.Platform, LongestPart) switch
    {
        "Android" => "Android",
        "Windows" => "Windows",
        "macOS" or "Mac OS X" => "macOS",
        "Chrome OS" or "Chromium OS" or "ChromeOS" => "ChromeOS",
        "Linux" => "Linux",
        _ when Has(userAgent, "iPhone") || Has(userAgent, "iPod") => "iOS",
        _ when Has(userAgent, "iPad") || (Has(userAgent, "Macintosh") && hints.MaxTouchPoints > 1) => "iPadOS",
        _ when Has(userAgent, "Windows Phone") => "Windows Phone",
        _ when Has(userAgent, "Android") => "Android",
        _ when Has(userAgent, "Windows NT") => "Windows",
        _ when Has(userAgent, "Macintosh") => "macOS",
        _ when Has(userAgent, "CrOS ") => "ChromeOS",
        _ when Has(userAgent, "Linux") => "Linux",
        _ => null,
    };

    private static string? PlatformVersion(DeviceHints hints, string? platform, string userAgent)
    {
        var hinted = Version(hints.PlatformVersion);
        return platform switch
        {
            // Windows 11 counts as 13 and up there: learn.microsoft.com, "Detect Windows 11 using User-Agent Client Hints".
            "Windows" when Major(hinted) is { } major => major switch { >= 13 => "11", >= 1 => "10", _ => null },
            "Windows" => WindowsNt().Match(userAgent).Groups[1].Value switch { "6.3" => "8.1", "6.2" => "8", "6.1" => "7", _ => null },
            "Android" or "macOS" when hinted is not null => hinted,
            "Android" => FrozenAndroid().IsMatch(userAgent) ? null : Version(AndroidVersion().Match(userAgent).Groups[1].Value),
            "macOS" => Version(MacVersion().Match(userAgent).Groups[1].Value) is var version and not "10.15.7" ? version : null,
            "iOS" or "iPadOS" => AppleVersion(userAgent),
            _ => null,
        };
    }

    /// <summary>From Safari 26 on the system's version in the string stays at 18; Safari's own is the system's.</summary>
    private static string? AppleVersion(string userAgent)
    {
        var system = Version(IosVersion().Match(userAgent).Groups[1].Value);
        var safari = Version(SafariVersion().Match(userAgent).Groups[1].Value);
        return Major(safari) > (Major(system) ?? 0) ? safari : system;
    }

    private static string? Model(DeviceHints hints, string? platform, string userAgent) => platform switch
    {
        "iOS" => Has(userAgent, "iPod") ? "iPod touch" : "iPhone",
        "iPadOS" => "iPad",
        _ when Clean(hints.Model, LongestPart) is { } hinted and not "K" => hinted,
        "Android" => AndroidModel(userAgent),
        _ => null,
    };

    /// <summary><c>(Linux; Android 14; SM-S928B Build/UP1A; wv)</c>: what follows the version and is no word of another meaning.</summary>
    private static string? AndroidModel(string userAgent)
    {
        var comment = AndroidComment().Match(userAgent).Groups[1].Value;
        foreach (var part in comment.Split(';', StringSplitOptions.TrimEntries))
        {
            var build = part.IndexOf(" Build", StringComparison.Ordinal);
            var model = Clean(build < 0 ? part : part[..build], LongestPart);
            if (model is not (null or "K" or "U" or "wv" or "Mobile" or "Tablet" or "Unspecified Device")
                && !model.StartsWith("rv:", StringComparison.Ordinal)
                && !model.Contains('/')
                && !Locale().IsMatch(model))
            {
                return model;
            }
        }

        return null;
    }

    private static string? InApp(DeviceHints hints, string? platform, string userAgent)
    {
        foreach (var (token, name) in Apps)
        {
            if (Has(userAgent, token))
                return name;
        }

        // A page opened from the home screen lacks Safari's name as well, but the camera works there.
        var nameless = platform is "iOS" or "iPadOS" && !hints.Installed && Has(userAgent, "AppleWebKit/") && !Has(userAgent, "Safari/");
        var webView = Has(userAgent, "; wv)") || (!hints.Brands.IsDefault && hints.Brands.Any(brand => brand.Brand == "Android WebView"));
        return nameless || webView ? "an app" : null;
    }

    private static (string? Name, string? Version) Browser(DeviceHints hints, string? platform, string userAgent)
    {
        var brands = (hints.Brands.IsDefault ? [] : hints.Brands)
            .Take(10)
            .Select(brand => (Name: Clean(brand.Brand, LongestPart) ?? "", Version: MajorOnly(brand.Version)))
            .Where(brand => brand.Name.Length > 0 && !IsGrease(brand.Name))
            .Select(brand => (Name: BrandNames.GetValueOrDefault(brand.Name, brand.Name), brand.Version))
            .OrderBy(brand => brand.Name switch { "Chromium" => 2, "Chrome" => 1, _ => 0 })
            .ToList();
        if (brands is [var own, ..] && own.Name is not ("Chromium" or "Chrome"))
            return (own.Name, own.Version);

        foreach (var (token, name) in Products)
        {
            var at = userAgent.IndexOf(token, StringComparison.Ordinal);
            if (at >= 0)
                return (name, brands.FirstOrDefault(brand => brand.Name == name).Version ?? MajorOnly(userAgent[(at + token.Length)..]));
        }

        if (brands is [var only, ..])
            return (only.Name, only.Version);
        var safari = platform is "iOS" or "iPadOS" or "macOS" && Has(userAgent, "Safari/") && Has(userAgent, "Version/");
        return (safari ? "Safari" : null, null);
    }

    /// <summary>Browsers mix a meaningless brand into the list, such as <c>Not;A=Brand</c>, so that nobody relies on its form.</summary>
    private static bool IsGrease(string brand) =>
        string.Concat(brand.Where(char.IsAsciiLetter)) is "NotABrand" or "NotBrand";

    private static bool Has(string text, string token) => text.Contains(token, StringComparison.Ordinal);

    /// <summary><c>15.0.0</c> and <c>15_0</c> give 15, <c>18_2_1</c> gives 18.2.1, anything else null.</summary>
    private static string? Version(string? text)
    {
        var match = LeadingVersion().Match(text ?? "");
        if (!match.Success)
            return null;
        var parts = match.Value.Replace('_', '.').Split('.').ToList();
        while (parts is [_, .., "0"])
            parts.RemoveAt(parts.Count - 1);
        return parts is ["0"] ? "0" : string.Join('.', parts);
    }

    private static int? Major(string? version) =>
        int.TryParse(MajorOnly(version), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;

    private static string? MajorOnly(string? text) =>
        LeadingNumber().Match(text ?? "") is { Success: true, Value: var number } ? number : null;

    /// <summary>At most so many characters, without those that cannot be seen or that turn the direction of writing; null when none are left.</summary>
    private static string? Clean(string? text, int longest)
    {
        var clean = new StringBuilder();
        foreach (var c in (text ?? "").AsSpan(0, Math.Min(text?.Length ?? 0, LongestUserAgent)))
        {
            if (clean.Length == longest)
                break;
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator))
                clean.Append(c);
        }

        var trimmed = clean.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    [GeneratedRegex(@"Windows NT (\d+\.\d+)")]
    private static partial Regex WindowsNt();

    [GeneratedRegex(@"Android (\d{1,3}(?:\.\d{1,3}){0,2})")]
    private static partial Regex AndroidVersion();

    [GeneratedRegex(@"Android 10; K[;)]")]
    private static partial Regex FrozenAndroid();

    [GeneratedRegex(@"\([^()]*?Android[^;()]*;([^()]*(?:\([^()]*\)[^()]*)*)\)")]
    private static partial Regex AndroidComment();

    [GeneratedRegex(@"Mac OS X (\d{1,3}(?:[._]\d{1,3}){0,2})")]
    private static partial Regex MacVersion();

    [GeneratedRegex(@"(?:CPU OS|iPhone OS) (\d{1,3}(?:_\d{1,3}){0,2})")]
    private static partial Regex IosVersion();

    [GeneratedRegex(@"Version/(\d{1,3}(?:\.\d{1,3}){0,2})")]
    private static partial Regex SafariVersion();

    [GeneratedRegex("^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$")]
    private static partial Regex Locale();

    [GeneratedRegex(@"^\d{1,5}(?:[._]\d{1,5}){0,2}")]
    private static partial Regex LeadingVersion();

    [GeneratedRegex(@"^\d{1,5}")]
    private static partial Regex LeadingNumber();
}
