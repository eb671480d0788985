using Microsoft.Extensions.Options;
using SeeSupport.Branding;
using SeeSupport.Languages;

namespace SeeSupport.WebFront.Languages;

/// <summary>
/// Which language a page is in: the one its address asks for (<c>?lang=es</c>, which is then remembered), the one that was chosen before,
/// the one that the browser prefers, or the company's own.
/// </summary>
internal static class PageLanguages
{
    private const string Name = "lang";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The language of this request's page.</summary>
    public static Language PageLanguage(this HttpContext context) =>
        Asked(context.Request)
        ?? Language.Find(context.Request.Cookies[Name])
        ?? Preferred(context.Request)
        ?? Language.Find(context.RequestServices.GetRequiredService<IOptions<CompanyOptions>>().Value.Language)!;

    /// <summary>All that the server's own pages say in this request's language.</summary>
    public static PageWords Words(this HttpContext context) => PageWords.In(context.PageLanguage());

    /// <summary>Remembers a choice that an address makes.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Asked(context.Request) is { } language)
        {
            context.Response.Cookies.Append(
                Name, language.Tag, new() { MaxAge = Kept, SameSite = SameSiteMode.Lax, HttpOnly = true, Secure = context.Request.IsHttps, IsEssential = true });
        }

        return next(context);
    });

    private static Language? Asked(HttpRequest request) => Language.Find(request.Query[Name]);

    private static Language? Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(each => each.Quality ?? 1)
        .Select(each => Language.Find(each.Value.Value))
        .FirstOrDefault(each => each is not null);
}
