namespace SeeSupport.Grid.Tests;

/// <summary>One grid for all tests that need nothing special of it. Each test uses keys of its own.</summary>
public sealed class SharedGrid : IAsyncLifetime
{
    private TestGrid? _grid;

    public IGrainFactory Grains => _grid!.Grains;

    public async ValueTask InitializeAsync() => _grid = await TestGrid.StartAsync(silo => silo
        .AddActivityPropagation()
        .AddIncomingGrainCallFilter(Calls.RecordingFilter.Record));

    public ValueTask DisposeAsync() => _grid!.DisposeAsync();

    /// <summary>A grain nobody else uses.</summary>
    public T NewGrain<T>(Type? grainClass = null) where T : IGrainWithStringKey =>
        Grains.GetGrain<T>(Guid.NewGuid().ToString("N"), grainClass?.FullName);
}

/// <summary>The tests that share one grid.</summary>
[CollectionDefinition]
public sealed class SharedGridTests : ICollectionFixture<SharedGrid>;
