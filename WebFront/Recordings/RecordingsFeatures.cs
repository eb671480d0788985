using Microsoft.Extensions.Options;
using SeeSupport.WebFront.Hosting;

namespace SeeSupport.WebFront.Recordings;

/// <summary>Recordings: how they come and go over HTTP, and the files they are kept in.</summary>
internal static class RecordingsFeatures
{
    /// <summary>What recordings are made of.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddOptions<RecordingOptions>().BindConfiguration(RecordingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RecordingOptions>>(new RangeValidator<RecordingOptions>(RecordingOptions.Section));
        return services.AddSingleton<RecordingFiles>().AddSingleton<RecordingsApi>();
    }
}
