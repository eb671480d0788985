using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything a grid call can be addressed to: a grain or an observer.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks an interface whose methods are calls to a grain.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain that is found by a string key.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>Marks an interface through which a grain calls back an object outside the grid.</summary>
    public interface IGrainObserver : IAddressable;
}
