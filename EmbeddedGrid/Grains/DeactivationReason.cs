namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without an exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that led to it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The exception that led to it, if one did.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}

/// <summary>The kinds of reasons an activation ends for.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>The process stops.</summary>
    ShuttingDown,

    /// <summary>The activation could not be started.</summary>
    ActivationFailed,

    /// <summary>The directory of activations could not be asked. Never in one process.</summary>
    DirectoryFailure,

    /// <summary>No call came for the collection age.</summary>
    ActivationIdle,

    /// <summary>The activation does not answer. Never in one process.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the grain exists. Never in one process.</summary>
    DuplicateActivation,

    /// <summary>A call asked for another version of the grain. Never in one process.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed in a way that makes its memory doubtful, such as an ETag conflict.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The grain moves. Never in one process.</summary>
    Migrating,

    /// <summary>The grid asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is short. Not used in one process.</summary>
    HighMemoryPressure,
}
