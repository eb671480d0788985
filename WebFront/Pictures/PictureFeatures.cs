using SeeSupport.WebFront.Security;
using SeeSupport.WebFront.Uploads;

namespace SeeSupport.WebFront.Pictures;

/// <summary>Pictures over HTTP: sent in pieces, read by their agent.</summary>
internal static class PictureFeatures
{
    /// <summary>What it takes.</summary>
    public static IServiceCollection AddPictures(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section);
        return services.AddSingleton<UploadFolder>().AddSingleton<UploadTurns>().AddSingleton<UploadApi>().AddSingleton<PictureApi>()
            .AddHostedService<UploadSweep>();
    }

    /// <summary>Puts it at its addresses.</summary>
    public static void MapPictures(this IEndpointRouteBuilder app)
    {
        var uploads = app.ServiceProvider.GetRequiredService<UploadApi>();
        var pictures = app.ServiceProvider.GetRequiredService<PictureApi>();
        const string Upload = $"{UploadApi.Path}/{{session}}/{{picture}}";
        Map(HttpMethods.Options, UploadApi.Path, uploads.Options);
        Map(HttpMethods.Post, UploadApi.Path, uploads.Create);
        Map(HttpMethods.Head, Upload, uploads.Look);
        Map(HttpMethods.Patch, Upload, uploads.Append);
        Map(HttpMethods.Delete, Upload, uploads.GiveUp);
        Map(HttpMethods.Get, PictureApi.Path, pictures.Show);
        Map(HttpMethods.Get, $"{PictureApi.Path}/thumbnail", pictures.ShowThumbnail);
        Map(HttpMethods.Put, $"{PictureApi.Path}/thumbnail", pictures.KeepThumbnail);
        Map(HttpMethods.Get, $"{PictureApi.Path}/original", pictures.ShowOriginal);

        void Map(string method, string path, Func<HttpContext, Task<IResult>> answer) =>
            app.MapMethods(path, [method], context => Run(context, answer));
    }

    private static async Task Run(HttpContext context, Func<HttpContext, Task<IResult>> answer)
    {
        IResult result;
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            result = await answer(context);
        }
        catch (SeeSupportException refused)
        {
            result = new ProblemResult(UploadApi.StatusOf(refused.Problem), refused.Problem);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            result = new ProblemResult(broken.StatusCode, Problems.PictureTooLarge);
        }

        await result.ExecuteAsync(context);
    }
}
