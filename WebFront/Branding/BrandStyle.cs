using Microsoft.Extensions.Options;
using SeeSupport.Branding;

namespace SeeSupport.WebFront.Branding;

/// <summary>The company's accent colour as a style sheet of its own: pages allow no inline style.</summary>
internal static class BrandStyle
{
    /// <summary>Puts the style sheet at <c>/look/brand.css</c>.</summary>
    public static void MapBrandStyle(this IEndpointRouteBuilder app) =>
        app.MapGet("/look/brand.css", (HttpContext context, IOptions<CompanyOptions> company) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Text(Of(AccentColour.Parse(company.Value.Accent)), "text/css");
        });

    private static string Of(AccentColour accent) =>
        $$"""
        :root {
          --brand-fill: {{accent.Fill}};
          --brand-on-fill: {{accent.OnFill}};
          --brand-ink-light: {{accent.InkOnLight}};
          --brand-ink-dark: {{accent.InkOnDark}};
        }
        """;
}
