using SeeSupport;
using SeeSupport.Channels;
using SeeSupport.Grids;
using SeeSupport.Processes;
using SeeSupport.Records;
using SeeSupport.WebFront.Accounts;
using SeeSupport.WebFront.Api;
using SeeSupport.WebFront.Branding;
using SeeSupport.WebFront.Health;
using SeeSupport.WebFront.Hosting;
using SeeSupport.WebFront.Hubs;
using SeeSupport.WebFront.Languages;
using SeeSupport.WebFront.Pictures;
using SeeSupport.WebFront.Security;

try
{
    if (await AccountsCommand.TryRun(args, Console.Out, Console.Error) is { } exitCode)
        return exitCode;

    var builder = HostingFeatures.CreateBuilder(args);
    builder.AddTelemetry("seesupport-front");
    builder.AddGrid();
    builder.Services.AddSeeSupportGrains(builder.Configuration);
    builder.Services.AddSeeSupportRecords(builder.Configuration);
    builder.Services.AddSeeSupportChannels(builder.Configuration);
    builder.Services.AddSeeSupportAccounts(builder.Configuration);
    builder.AddSecurity();
    builder.Services.AddFigures("front");
    builder.Services.AddHubs().AddApi().AddPictures().AddHealth().AddRazorPages();

    var app = builder.Build();
    app.UseWordsForTheUnexpected();
    app.UseSecurity();
    app.UseLanguages();
    app.UseFiles();
    app.MapHealth();
    app.MapApi();
    app.MapPictures();
    app.MapHubs();
    app.MapBrandStyle();
    app.MapRazorPages();
    return await app.RunToTheEnd();
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } problem)
{
    return StartFailure.Report(problem);
}
