using Orleans.Runtime;

namespace Orleans
{
    /// <summary>A piece of a grain's state on its way to or from storage.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state; null only before it is read.</summary>
        T? State { get; set; }

        /// <summary>The version last read or written; null when there is no row.</summary>
        string? ETag { get; set; }

        /// <summary>True when there is a row.</summary>
        bool RecordExists { get; set; }
    }

    /// <summary>A piece of a grain's state on its way to or from storage.</summary>
    [GenerateSerializer]
    public sealed class GrainState<T> : IGrainState<T>
    {
        /// <summary>With a new object for a state.</summary>
        public GrainState() : this(Activator.CreateInstance<T>())
        {
        }

        /// <summary>With that state, as if never stored.</summary>
        public GrainState(T state) => State = state;

        /// <inheritdoc/>
        [Id(0)]
        public T? State { get; set; }

        /// <inheritdoc/>
        [Id(1)]
        public string? ETag { get; set; }

        /// <inheritdoc/>
        [Id(2)]
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>Keeps the state of grains.</summary>
    public interface IGrainStorage
    {
        /// <summary>Reads a row into <paramref name="grainState"/>, or says there is none.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Writes a row whose version is the one in <paramref name="grainState"/>.</summary>
        /// <exception cref="InconsistentStateException">The row has another version.</exception>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>Removes a row whose version is the one in <paramref name="grainState"/>.</summary>
        /// <exception cref="InconsistentStateException">The row has another version.</exception>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }

    /// <summary>A row has another version than the one last seen: somebody else wrote it. The activation that sees this ends.</summary>
    [GenerateSerializer]
    public class InconsistentStateException : OrleansException
    {
        /// <summary>Without versions.</summary>
        public InconsistentStateException(string message, Exception? innerException = null) : base(message, innerException)
        {
        }

        /// <summary>With both versions.</summary>
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
            : base(errorMsg, storageException)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>True until the activation that saw the conflict is told to end, so that callers it reaches do not end too.</summary>
        [Id(0)]
        internal bool IsSourceActivation { get; set; } = true;

        /// <summary>The version in storage, where known.</summary>
        [Id(1)]
        public string? StoredEtag { get; private set; }

        /// <summary>The version the activation last saw.</summary>
        [Id(2)]
        public string? CurrentEtag { get; private set; }
    }

    /// <summary>A grain asks for a storage that is not set up.</summary>
    [GenerateSerializer]
    public sealed class BadProviderConfigException(string message) : OrleansException(message);
}
