using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references: to grains by their key, and to observers for grains to call.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with that key. The grain need not be awake; nothing is sent.</summary>
    /// <param name="primaryKey">The key.</param>
    /// <param name="grainClassNamePrefix">Chooses among several classes by the start of the full class name.</param>
    /// <exception cref="ArgumentException">No grain class has that interface, or several have and the prefix does not choose.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain with that key.</summary>
    /// <exception cref="ArgumentException">No grain class has that interface, or several have.</exception>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to the grain or observer with that identity.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

    /// <summary>
    /// A reference through which grains call that object, until it is deleted. The grid does not keep the object alive: whoever
    /// makes the reference does.
    /// </summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends what <see cref="CreateObjectReference"/> began; later calls to the reference fail.</summary>
    /// <param name="obj">The reference that was returned, not the object.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}

/// <summary>The grid as its clients see it.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the process.</summary>
    IServiceProvider ServiceProvider { get; }
}
