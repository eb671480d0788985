using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace SeeSupport.WebFront.Hosting;

/// <summary>
/// The pages' bundles are compressed as tightly as brotli can when they are built, into a file beside each: a phone downloads a fifth less
/// than what could be compressed while it waits, and waits for no compression.
/// </summary>
internal static class CompressedFiles
{
    private const string Suffix = ".br";

    /// <summary>Serves files of <c>wwwroot</c>, the compressed ones to browsers that take them.</summary>
    public static void Use(WebApplication app, Action<StaticFileResponseContext> prepare)
    {
        var files = app.Environment.WebRootFileProvider;
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments("/app") && HttpMethods.IsGet(request.Method) && TakesBrotli(request) && files.GetFileInfo(request.Path + Suffix).Exists)
                request.Path += Suffix;
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = new InnerContentType(),
            OnPrepareResponse = file =>
            {
                prepare(file);
                if (!file.File.Name.EndsWith(Suffix, StringComparison.Ordinal))
                    return;
                file.Context.Response.Headers.ContentEncoding = "br";
                file.Context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            },
        });
    }

    private static bool TakesBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(each => each.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && each.Quality is not 0);

    /// <summary>A compressed file has the type of what is in it.</summary>
    private sealed class InnerContentType : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _plain = new();

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _plain.TryGetContentType(subpath.EndsWith(Suffix, StringComparison.Ordinal) ? subpath[..^Suffix.Length] : subpath, out contentType);
    }
}
