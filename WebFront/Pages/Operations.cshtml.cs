using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SeeSupport.WebFront.Security;

namespace SeeSupport.WebFront.Pages;

/// <summary>The live figures of the whole installation; its script fetches them.</summary>
[Authorize(Policy = Policies.Operate)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OperationsModel : PageModel;
