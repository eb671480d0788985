using SeeSupport;
using SeeSupport.Channels;
using SeeSupport.Grids;
using SeeSupport.Processes;
using SeeSupport.Records;
using SeeSupport.Silo;

if (!GridHosting.HasSilos)
{
    Console.Error.WriteLine("This build runs its grains inside WebFront; for silos of their own build with: dotnet run --project Silo -p:Grid=Orleans");
    return 1;
}

try
{
    if (args is ["schema", .. var settings])
        return await SchemaCommand.Run(settings, Console.Out);

    var builder = SiloFeatures.CreateBuilder(args);
    builder.AddTelemetry("seesupport-silo");
    builder.AddSilo();
    builder.Services.AddSeeSupportGrains(builder.Configuration);
    builder.Services.AddSeeSupportRecords(builder.Configuration);
    builder.Services.AddSeeSupportChannels(builder.Configuration);
    builder.Services.AddFigures("silo");

    var app = builder.Build();
    app.MapHealth();
    return await app.RunToTheEnd();
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } problem)
{
    return StartFailure.Report(problem);
}
