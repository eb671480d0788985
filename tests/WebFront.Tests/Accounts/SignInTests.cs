using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Accounts;

public sealed partial class SignInTests(SharedFront shared) : IClassFixture<SharedFront>
{
    private const string Another = "Another1horse";
    private readonly RunningFront front = shared.Front;

    [Fact]
    public async Task TakesPeopleToTheSignInPage_AndProgramsNowhere()
    {
        var visitor = front.Visit();

        var (home, _) = await visitor.Get("/");
        var (password, _) = await visitor.Get("/password");
        var (hub, _) = await visitor.Post("/hubs/agent/negotiate");

        Assert.Equal((HttpStatusCode.Redirect, "/signin"), (home.StatusCode, home.Headers.Location?.ToString()));
        Assert.Equal("/signin?returnUrl=%2Fpassword", password.Headers.Location?.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, hub.StatusCode);
    }

    [Fact]
    public async Task HasItsFieldsByTheirNames()
    {
        var (answer, page) = await front.Visit().Get("/signin");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["Username", "Password", "Remember Username"], Labels().Matches(page).Select(label => label.Groups[1].Value.Trim()));
        Assert.Contains(">Sign In</button>", page, StringComparison.Ordinal);
        Assert.Contains("Forgotten password?", page, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LandsARestrictedAgentOnTheConsole()
    {
        var agent = await front.NewAgent();
        var visitor = front.Visit();

        var (answer, _) = await visitor.SignIn(agent.Username, agent.Password);

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains("id=\"console\"", (await visitor.Get("/")).Page, StringComparison.Ordinal);
        Assert.Equal("/", (await visitor.Get("/signin")).Answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/password", "/password")]
    [InlineData("/outbox?id=1", "/outbox?id=1")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task GoesOnOnlyToPlacesOfOurOwn(string returnUrl, string expected)
    {
        var agent = await front.NewAgent();
        var (answer, _) = await front.Visit().FillIn(
            $"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}",
            ("Username", agent.Username), ("Password", agent.Password), ("ReturnUrl", returnUrl));

        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://localhost", true)]
    [InlineData("http://localhost", false)]
    public async Task KeepsTheCookieFromScriptsAndOtherSites_AndFromPlainHttpWhereItCan(string address, bool secure)
    {
        var agent = await front.NewAgent();
        var (answer, _) = await front.Visit(address).SignIn(agent.Username, agent.Password);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("seesupport.account=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SaysWhatToDo_WhenThePasswordOrTheNameIsWrong(bool exists)
    {
        var username = exists ? (await front.NewAgent()).Username : "nobody";
        var visitor = front.Visit();

        var (answer, page) = await visitor.SignIn(username, "Wrong1horse");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Check both and try again. <small>sign-in-refused</small>", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{username}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Wrong1horse", page, StringComparison.Ordinal);
        Assert.Equal("/signin", (await visitor.Get("/")).Answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SaysHowLongToWait_WhenLockedOut()
    {
        var agent = await front.NewAgent();
        var visitor = front.Visit();
        for (var tries = 0; tries < 5; tries++)
        {
            await visitor.SignIn(agent.Username, "Wrong1horse");
        }

        var (_, page) = await visitor.SignIn(agent.Username, agent.Password);

        Assert.Contains("Wait 15 minutes, then try again. <small>account-locked</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysThatAnAccountIsSwitchedOff_OnlyWithTheRightPassword()
    {
        var agent = await front.NewAgent();
        await front.Manage(accounts => accounts.Disable(agent.Username));

        Assert.Contains("sign-in-refused", (await front.Visit().SignIn(agent.Username, "Wrong1horse")).Page, StringComparison.Ordinal);
        Assert.Contains("account-disabled", (await front.Visit().SignIn(agent.Username, agent.Password)).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemembersTheUsername_AndForgetsItAgain()
    {
        var agent = await front.NewAgent();
        var visitor = front.Visit();
        await visitor.FillIn("/signin", ("Username", agent.Username.ToUpperInvariant()), ("Password", agent.Password), ("RememberUsername", "true"));
        await SignOut(visitor);

        var (_, page) = await visitor.Get("/signin");
        Assert.Contains($"value=\"{agent.Username}\"", page, StringComparison.Ordinal);
        Assert.Contains("checked", page, StringComparison.Ordinal);
        Assert.Contains("id=\"Password\"", Focused().Match(page).Value, StringComparison.Ordinal);

        await visitor.SignIn(agent.Username, agent.Password);
        await SignOut(visitor);
        (_, page) = await visitor.Get("/signin");
        Assert.DoesNotContain($"value=\"{agent.Username}\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"Username\"", Focused().Match(page).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignsNobodyIn_WithAFormThatIsNotOurs()
    {
        var agent = await front.NewAgent();
        var visitor = front.Visit();

        var (_, page) = await visitor.Post("/signin", ("Username", agent.Username), ("Password", agent.Password));

        Assert.Contains("page-too-old", page, StringComparison.Ordinal);
        Assert.Equal("/signin", (await visitor.Get("/")).Answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task GoesOn_WhenTheFormWasOpenWhileItsOwnerSignedInElsewhere()
    {
        var agent = await front.NewAgent();
        var visitor = front.Visit();
        var (_, before) = await visitor.Get("/signin");
        await visitor.SignIn(agent.Username, agent.Password);

        var (answer, _) = await visitor.Post(
            "/signin", ("__RequestVerificationToken", Visitor.TokenIn(before)), ("Username", agent.Username), ("Password", agent.Password));

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task EndsOtherSignIns_WhenTheAccountIsDisabled()
    {
        var agent = await front.NewAgent();
        var visitor = await SignedIn(agent);

        await front.Manage(accounts => accounts.Disable(agent.Username));

        Assert.Equal("/signin", (await visitor.Get("/")).Answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Post("/hubs/agent/negotiate")).Answer.StatusCode);
    }

    [Fact]
    public async Task EndsOpenHubConnections_WhenTheAccountIsDisabled_AndOnlyThose()
    {
        var agent = await front.NewAgent();
        var colleague = await front.NewAgent();
        using var ending = await (await SignedIn(agent)).OpenHub(front);
        using var staying = await (await SignedIn(colleague)).OpenHub(front);

        await front.Manage(accounts => accounts.Disable(agent.Username));
        await Visitor.ReadToTheEnd(ending);

        Assert.NotEqual(WebSocketState.Open, ending.State);
        await staying.SendAsync("{\"type\":6}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
        Assert.Equal(WebSocketState.Open, staying.State);
    }

    [Fact]
    public async Task ChangesThePassword_AndEndsOtherSignInsButThisOne()
    {
        var agent = await front.NewAgent();
        var visitor = await SignedIn(agent);
        var elsewhere = await SignedIn(agent);

        var (changed, _) = await visitor.FillIn("/password", Passwords(agent.Password, Another, Another));

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("Your password is changed.", (await visitor.Get(changed.Headers.Location!.ToString())).Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/")).Answer.StatusCode);
        Assert.Equal("/signin", (await elsewhere.Get("/")).Answer.Headers.Location?.ToString());
        Assert.Contains("sign-in-refused", (await front.Visit().SignIn(agent.Username, agent.Password)).Page, StringComparison.Ordinal);
        Assert.Equal("/", (await front.Visit().SignIn(agent.Username, Another)).Answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("Wrong1horse", Another, Another, "password-wrong")]
    [InlineData(null, "weak", "weak", "password-weak")]
    [InlineData(null, Another, "Another2horse", "passwords-differ")]
    [InlineData(null, "", "", "password-weak")]
    public async Task ChangesNothing_AndSaysWhy(string? old, string password, string again, string code)
    {
        var agent = await front.NewAgent();
        var visitor = await SignedIn(agent);

        var (answer, page) = await visitor.FillIn("/password", Passwords(old ?? agent.Password, password, again));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"<small>{code}</small>", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/")).Answer.StatusCode);
        Assert.Equal("/", (await front.Visit().SignIn(agent.Username, agent.Password)).Answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SignsOut_OnlyByAFormOfOurs()
    {
        var agent = await front.NewAgent();
        var visitor = await SignedIn(agent);

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Post("/signout")).Answer.StatusCode);
        Assert.Equal("/", (await visitor.Get("/signout")).Answer.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/")).Answer.StatusCode);

        Assert.Equal("/signin", (await SignOut(visitor)).Headers.Location?.ToString());
        Assert.Equal("/signin", (await visitor.Get("/")).Answer.Headers.Location?.ToString());
        Assert.Equal("/signin", (await visitor.Post("/signout")).Answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task SaysWhoSomebodyIs()
    {
        await front.Manage(accounts => accounts.Create("ana", "Ana Silva", Roles.Supervisor, Another));
        await using var scope = front.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().FindByNameAsync("ana");

        var ana = await scope.ServiceProvider.GetRequiredService<SignInManager<Account>>().CreateUserPrincipalAsync(account!);

        Assert.Equal(account!.Id, ana.FindFirstValue(ClaimTypes.NameIdentifier));
        Assert.Equal(("ana", "Ana Silva"), (ana.Identity!.Name, ana.FindFirstValue(ClaimTypes.GivenName)));
        Assert.Equal(Roles.Supervisor, Assert.Single(ana.FindAll(ClaimTypes.Role)).Value);
    }

    private async Task<Visitor> SignedIn(FirstAccount agent)
    {
        var visitor = front.Visit();
        await visitor.SignIn(agent.Username, agent.Password);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/")).Answer.StatusCode);
        return visitor;
    }

    private static async Task<HttpResponseMessage> SignOut(Visitor visitor)
    {
        var (_, console) = await visitor.Get("/");
        return (await visitor.Post("/signout", ("__RequestVerificationToken", Visitor.TokenIn(console)))).Answer;
    }

    private static (string, string)[] Passwords(string old, string password, string again) =>
        [("OldPassword", old), ("NewPassword", password), ("NewPasswordAgain", again)];

    [GeneratedRegex("<label[^>]*>(?:<input[^>]*>)?([^<]+)</label>")]
    private static partial Regex Labels();

    [GeneratedRegex("<input[^>]* autofocus[^>]*>")]
    private static partial Regex Focused();
}
