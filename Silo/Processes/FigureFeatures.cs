namespace SeeSupport.Processes;

/// <summary>What the operations page is made of in each process.</summary>
internal static class FigureFeatures
{
    /// <summary>Has this process tell how it is, as a <paramref name="kind"/>: <c>front</c> or <c>silo</c>.</summary>
    public static IServiceCollection AddFigures(this IServiceCollection services, string kind) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FigureReports>(provider, kind));
}
