using SeeSupport;
using SeeSupport.Channels;
using SeeSupport.Grids;
using SeeSupport.Records;

if (!GridHosting.HasSilos)
{
    Console.Error.WriteLine("This build runs its grains inside WebFront; for silos of their own build with: dotnet run --project Silo -p:Grid=Orleans");
    return 1;
}

var builder = Host.CreateApplicationBuilder(args);
builder.AddGrid();
builder.Services.AddSeeSupportGrains(builder.Configuration);
builder.Services.AddSeeSupportRecords(builder.Configuration);
builder.Services.AddSeeSupportChannels(builder.Configuration);
await builder.Build().RunAsync();
return 0;
