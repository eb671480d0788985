using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeeSupport.Records.Accounts;

namespace SeeSupport.WebFront.Pages.Account;

/// <summary>Where people change their own password.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasswordModel(AccountBook accounts, SignInManager<Records.Accounts.Account> signIns) : PageModel
{
    /// <summary>The one that holds so far.</summary>
    [BindProperty, DataType(DataType.Password)]
    public string? OldPassword { get; set; }

    /// <summary>The one that is to hold.</summary>
    [BindProperty, DataType(DataType.Password)]
    public string? NewPassword { get; set; }

    /// <summary>The same again, against slips of the finger.</summary>
    [BindProperty, DataType(DataType.Password)]
    public string? NewPasswordAgain { get; set; }

    /// <summary>Whether it has just been changed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Changed { get; set; }

    /// <summary>Why it was not changed; null before a try.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The page.</summary>
    public void OnGet()
    {
    }

    /// <summary>A try. This sign-in goes on, all others of the account end.</summary>
    public async Task<IActionResult> OnPost(CancellationToken cancellation)
    {
        if (NewPassword != NewPasswordAgain)
        {
            return Refuse(new("passwords-differ", "The two new passwords are not the same. Type them again."));
        }

        try
        {
            var account = await accounts.ChangePassword(User.Identity!.Name!, OldPassword ?? "", NewPassword ?? "", cancellation);
            await signIns.RefreshSignInAsync(account);
            return RedirectToPage(new { Changed = true });
        }
        catch (SeeSupportException refusal)
        {
            return Refuse(refusal.Problem);
        }
    }

    private PageResult Refuse(Problem problem)
    {
        Problem = problem;
        Changed = false;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
