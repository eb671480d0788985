using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeeSupport.Records.Accounts;
using SeeSupport.WebFront.Accounts;

namespace SeeSupport.WebFront.Pages.Account;

/// <summary>Where people sign in; from here they go to what they asked for, or to the console.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInModel(PasswordCheck passwords, SignInManager<Records.Accounts.Account> signIns, IAntiforgery antiforgery) : PageModel
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Username { get; set; }

    /// <summary>What was typed; never sent back.</summary>
    [BindProperty, DataType(DataType.Password)]
    public string? Password { get; set; }

    /// <summary>Whether the browser is to remember the username.</summary>
    [BindProperty]
    public bool RememberUsername { get; set; }

    /// <summary>Where to go afterwards; only a place of our own counts.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Why nobody is signed in; null before a try.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The page, with the remembered username; nothing to do for who is signed in.</summary>
    public IActionResult OnGet()
    {
        if (User.Identity is { IsAuthenticated: true })
        {
            return Onward();
        }

        Username = RememberedUsername.Read(Request);
        RememberUsername = Username is not null;
        return Page();
    }

    /// <summary>A try.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellation)
    {
        // By hand, because a form that was open while its owner signed in elsewhere, or for a very long time, deserves words of its own.
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return User.Identity is { IsAuthenticated: true }
                ? Onward()
                : Refuse(new("page-too-old", "This page was open for too long. Sign in once more."));
        }

        Records.Accounts.Account account;
        try
        {
            account = await passwords.SignIn(Username ?? "", Password ?? "", cancellation);
        }
        catch (SeeSupportException refusal)
        {
            return Refuse(refusal.Problem);
        }

        await signIns.SignInAsync(account, isPersistent: false);
        if (RememberUsername)
        {
            RememberedUsername.Keep(Response, account.Username);
        }
        else
        {
            RememberedUsername.Forget(Response);
        }

        return Onward();
    }

    private PageResult Refuse(Problem problem)
    {
        Problem = problem;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private LocalRedirectResult Onward() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
}
