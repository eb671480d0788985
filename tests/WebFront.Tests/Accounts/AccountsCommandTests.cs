using System.Text.RegularExpressions;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Accounts;

public sealed partial class AccountsCommandTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"seesupport-command-{Guid.NewGuid():N}");

    [Fact]
    public async Task LeavesOtherCommandLinesAlone()
    {
        Assert.Null(await AccountsCommand.TryRun([], TextWriter.Null, TextWriter.Null));
        Assert.Null(await AccountsCommand.TryRun(["--data", "accounts"], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task MakesAnAccount_AndShowsItsPasswordOnce()
    {
        var made = await Run("create", "--username", "ana", "--role", "restricted-agent", "--name", "Ana Silva");
        var listed = await Run("list");

        Assert.Equal(0, made.Code);
        Assert.StartsWith("Made the account 'ana' with the role restricted-agent.", made.Output, StringComparison.Ordinal);
        Assert.Null(PasswordRule.Check(Shown().Match(made.Output).Groups[1].Value));
        Assert.Matches(@"^ana +restricted-agent +enabled +Ana Silva\s*$", listed.Output);
    }

    [Fact]
    public async Task ShowsNoPassword_ThatWasChosen()
    {
        var made = await Run("create", "--username=ana", "--role=agent", "--password=Correct1horse");

        Assert.Equal(0, made.Code);
        Assert.DoesNotContain("Correct1horse", made.Output + made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisablesAndEnables()
    {
        await Run("create", "--username", "ana", "--role", "agent");

        Assert.Equal(0, (await Run("disable", "--username", "ANA")).Code);
        Assert.Contains(" disabled ", (await Run("list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("enable", "--username", "ana")).Code);
        Assert.Contains(" enabled ", (await Run("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "username-taken", "create", "--username", "CARL", "--role", "agent")]
    [InlineData(1, "role-unknown", "create", "--username", "ana", "--role", "boss")]
    [InlineData(1, "password-weak", "create", "--username", "ana", "--role", "agent", "--password", "weak")]
    [InlineData(1, "username-malformed", "create", "--username", "ana silva", "--role", "agent")]
    [InlineData(1, "account-unknown", "disable", "--username", "ana")]
    [InlineData(1, "account-unknown", "reset-password", "--username", "ana")]
    [InlineData(1, "SeeSupport:Records:Provider is 'Paper'", "list", "--SeeSupport:Records:Provider", "Paper")]
    [InlineData(2, "--role is missing. Write: accounts create --username NAME", "create", "--username", "ana")]
    [InlineData(2, "--username needs a value.", "disable", "--username")]
    [InlineData(2, "'--colour' does not belong here.", "list", "--colour", "red")]
    [InlineData(2, "There is no command 'accounts promote'.", "promote", "ana")]
    public async Task SaysWhatIsWrong_AndChangesNothing(int code, string sentence, params string[] arguments)
    {
        await Run("create", "--username", "carl", "--role", "agent", "--password", "Correct1horse");
        var before = (await Run("list")).Output;

        var answer = await Run(arguments);

        Assert.Equal(code, answer.Code);
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
        Assert.Equal(before, (await Run("list")).Output);
    }

    [Fact]
    public async Task ShowsHowItIsUsed()
    {
        var answer = await Run();

        Assert.Equal(2, answer.Code);
        foreach (var word in (string[])["create", "list", "disable", "enable", "reset-password", .. Roles.All])
        {
            Assert.Contains(word, answer.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MakesNoInstallation_WhenTheFolderIsWrong()
    {
        var answer = await Run("list");

        Assert.Equal(1, answer.Code);
        Assert.Contains("data-missing", answer.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task SaysThatTheFolderCannotBeWritten()
    {
        var errors = new StringWriter();

        var code = await AccountsCommand.TryRun(
            ["accounts", "create", "--username", "ana", "--role", "agent", "--data", "/proc/seesupport"], TextWriter.Null, errors);

        Assert.Equal(1, code);
        Assert.Contains("data-not-writable", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorksWhileTheProductRuns()
    {
        await using var front = new RunningFront();
        var visitor = front.Visit();
        var output = new StringWriter();

        await AccountsCommand.TryRun(
            ["accounts", "create", "--username", "ana", "--role", "agent", "--password", "Correct1horse", "--data", front.Folder], output, output);
        var (signedIn, _) = await visitor.SignIn("ana", "Correct1horse");
        await AccountsCommand.TryRun(["accounts", "reset-password", "--username", "ana", "--data", front.Folder], output, output);
        var (after, _) = await visitor.Get("/");
        var (again, _) = await front.Visit().SignIn("ana", Shown().Match(output.ToString()).Groups[1].Value);

        Assert.Equal(("/", "/signin", "/"), (signedIn.Headers.Location?.ToString(), after.Headers.Location?.ToString(), again.Headers.Location?.ToString()));
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(int? Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        string[] where = arguments is [] ? [] : [$"--data={folder}"];
        var code = await AccountsCommand.TryRun(["accounts", .. arguments, .. where], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [GeneratedRegex("Password, shown this once: (.+)")]
    private static partial Regex Shown();
}
