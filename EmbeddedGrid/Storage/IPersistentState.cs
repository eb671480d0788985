using Orleans.Core;

namespace Orleans.Core
{
    /// <summary>A piece of a grain's state and the row it is kept in.</summary>
    public interface IStorage
    {
        /// <summary>The version last read or written; null when there is no row.</summary>
        string? Etag { get; }

        /// <summary>True when there is a row.</summary>
        bool RecordExists { get; }

        /// <summary>Removes the row and puts a new object in place of the state.</summary>
        /// <exception cref="Storage.InconsistentStateException">The row is another version than the one last seen.</exception>
        Task ClearStateAsync();

        /// <summary>Writes the state. It is durable when the task is done.</summary>
        /// <exception cref="Storage.InconsistentStateException">The row is another version than the one last seen.</exception>
        Task WriteStateAsync();

        /// <summary>Reads the state anew, dropping what was not written.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()"/>
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()"/>
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()"/>
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>A piece of a grain's state and the row it is kept in.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state; a new object when there is no row, never null.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>State that is read before the grain's activation hook runs. Injected with <see cref="PersistentStateAttribute"/>.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    /// <summary>Asks for a piece of state in a grain's constructor.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute : Attribute
    {
        /// <param name="stateName">Its name within the grain; stored rows are filed under it.</param>
        /// <param name="storageName">The storage it is kept in; the default one when null.</param>
        public PersistentStateAttribute(string stateName, string? storageName = null)
        {
            ArgumentNullException.ThrowIfNull(stateName);
            StateName = stateName;
            StorageName = storageName;
        }

        /// <summary>Its name within the grain.</summary>
        public string StateName { get; }

        /// <summary>The storage it is kept in; the default one when null.</summary>
        public string? StorageName { get; }
    }
}
