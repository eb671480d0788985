using Microsoft.Extensions.Options;
using SeeSupport.Records;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Accounts;

/// <summary>
/// <c>accounts create | list | disable | enable | reset-password</c>: accounts from the command line, also while the product runs on the
/// same records. Exit codes: 0 done, 1 refused (a sentence and its code tell why), 2 not understood.
/// </summary>
internal static class AccountsCommand
{
    private const int Refused = 1;
    private const int NotUnderstood = 2;

    private static readonly Dictionary<string, Verb> Verbs = new()
    {
        ["create"] = new("--username NAME --role ROLE [--name \"FULL NAME\"] [--password PASSWORD]", Create),
        ["list"] = new("", List),
        ["disable"] = new("--username NAME", Disable),
        ["enable"] = new("--username NAME", Enable),
        ["reset-password"] = new("--username NAME [--password PASSWORD]", ResetPassword),
    };

    private static readonly string Usage =
        $"""
        {string.Join('\n', Verbs.Select(verb => $"accounts {verb.Key} {verb.Value.Takes}".TrimEnd()))}
        Roles: {string.Join(", ", Roles.All)}. Without --password one is made and shown once.
        With --data FOLDER, or any other setting of the product, it works on the records that the product uses.
        """;

    /// <summary>Runs the command and gives its exit code; null when the command line is not about accounts.</summary>
    public static async Task<int?> TryRun(string[] arguments, TextWriter output, TextWriter errors, CancellationToken cancellation = default)
    {
        if (arguments is not ["accounts", .. var rest])
        {
            return null;
        }

        if (rest is not [var word, .. var given] || !Verbs.TryGetValue(word, out var verb))
        {
            await errors.WriteLineAsync(rest is [] ? Usage : $"There is no command 'accounts {rest[0]}'. These there are:\n{Usage}");
            return NotUnderstood;
        }

        var (options, settings, trouble) = Sort(given, verb);
        if (trouble is not null)
        {
            await errors.WriteLineAsync($"{trouble} Write: accounts {word} {verb.Takes}".TrimEnd());
            return NotUnderstood;
        }

        try
        {
            await using var services = Services(settings);
            // A slip in the folder's name must not leave an empty installation behind.
            if (word != "create" && services.GetRequiredService<RecordsDatabase>().IsMissing)
            {
                throw new SeeSupportException("data-missing", "There are no records in this folder. Choose the installation's folder with --data.");
            }

            await using var scope = services.CreateAsyncScope();
            await verb.Run(scope.ServiceProvider.GetRequiredService<AccountBook>(), options, output, cancellation);
            return 0;
        }
        catch (SeeSupportException refusal)
        {
            await errors.WriteLineAsync($"{refusal.Problem.Sentence} ({refusal.Problem.Code})");
            return Refused;
        }
        catch (OptionsValidationException broken)
        {
            await errors.WriteLineAsync($"{string.Join(' ', broken.Failures)} (configuration-broken)");
            return Refused;
        }
    }

    private static async Task Create(AccountBook accounts, Options options, TextWriter output, CancellationToken cancellation)
    {
        var password = options.GetValueOrDefault("--password");
        var first = password ?? PasswordRule.Generate();
        var account = await accounts.Create(options["--username"], options.GetValueOrDefault("--name"), options["--role"], first);
        await output.WriteLineAsync($"Made the account '{account.Username}' with the role {account.Role}.");
        await Show(password, first, output);
    }

    private static async Task List(AccountBook accounts, Options options, TextWriter output, CancellationToken cancellation)
    {
        var all = await accounts.List(cancellation);
        if (all.Count == 0)
        {
            await output.WriteLineAsync("There are no accounts yet. The first start makes two, or make one with: accounts create.");
            return;
        }

        var width = all.Max(account => account.Username.Length);
        foreach (var account in all)
        {
            await output.WriteLineAsync(
                $"{account.Username.PadRight(width)}  {account.Role,-16}  {(account.Disabled ? "disabled" : "enabled"),-8}  {account.DisplayName}");
        }
    }

    private static async Task Disable(AccountBook accounts, Options options, TextWriter output, CancellationToken cancellation)
    {
        await accounts.Disable(options["--username"]);
        await output.WriteLineAsync($"The account '{options["--username"]}' is disabled. Who is signed in with it is out within a minute.");
    }

    private static async Task Enable(AccountBook accounts, Options options, TextWriter output, CancellationToken cancellation)
    {
        await accounts.Enable(options["--username"]);
        await output.WriteLineAsync($"The account '{options["--username"]}' is enabled.");
    }

    private static async Task ResetPassword(AccountBook accounts, Options options, TextWriter output, CancellationToken cancellation)
    {
        var password = options.GetValueOrDefault("--password");
        var next = password ?? PasswordRule.Generate();
        await accounts.ResetPassword(options["--username"], next, cancellation);
        await output.WriteLineAsync($"The account '{options["--username"]}' has a new password. Who is signed in with the old one is out within a minute.");
        await Show(password, next, output);
    }

    private static Task Show(string? chosen, string password, TextWriter output) =>
        chosen is null ? output.WriteLineAsync($"Password, shown this once: {password}") : Task.CompletedTask;

    /// <summary>Tells the command's own options from the product's settings, which are whatever names a configuration key.</summary>
    private static (Options Options, string[] Settings, string? Trouble) Sort(string[] given, Verb verb)
    {
        var options = new Options();
        var settings = new List<string>();
        for (var next = 0; next < given.Length; next++)
        {
            var parts = given[next].Split('=', 2);
            var name = parts[0];
            var isSetting = name == "--data" || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':'));
            if (!isSetting && !verb.Options.Contains(name))
            {
                return (options, [], $"'{name}' does not belong here.");
            }

            if (parts.Length == 1 && (next + 1 == given.Length || given[next + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                return (options, [], $"{name} needs a value.");
            }

            var value = parts.Length == 2 ? parts[1] : given[++next];
            if (isSetting)
            {
                settings.Add($"{name}={value}");
            }
            else
            {
                options[name] = value;
            }
        }

        return (options, [.. settings], verb.Required.FirstOrDefault(name => !options.ContainsKey(name)) is { } missing ? $"{missing} is missing." : null);
    }

    private static ServiceProvider Services(string[] settings)
    {
        var configuration = HostingFeatures.CreateBuilder(settings).Configuration;
        var services = new ServiceCollection().AddLogging();
        services.AddSeeSupportRecords(configuration);
        services.AddAccounts(configuration);
        return services.BuildServiceProvider();
    }

    private sealed class Options() : Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>One command: what stands in brackets in <paramref name="Takes"/> can be left out.</summary>
    private sealed record Verb(string Takes, Func<AccountBook, Options, TextWriter, CancellationToken, Task> Run)
    {
        public IEnumerable<string> Options => Takes.Split([' ', '[', ']']).Where(word => word.StartsWith("--", StringComparison.Ordinal));

        public IEnumerable<string> Required => Options.Where(option => !Takes.Contains($"[{option}", StringComparison.Ordinal));
    }
}
