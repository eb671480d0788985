using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SeeSupport.WebFront.Pages.Account;

/// <summary>Signs out. Only a form of our own can do it, but who is signed out already needs no such form.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignOutModel(SignInManager<Records.Accounts.Account> signIns, IAntiforgery antiforgery) : PageModel
{
    /// <summary>Somebody typed the address: nothing happens.</summary>
    public IActionResult OnGet() => LocalRedirect("/");

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPost()
    {
        if (User.Identity is { IsAuthenticated: true })
        {
            if (!await antiforgery.IsRequestValidAsync(HttpContext))
            {
                return BadRequest();
            }

            await signIns.SignOutAsync();
        }

        return RedirectToPage("/Account/SignIn");
    }
}
