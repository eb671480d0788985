namespace Orleans.Runtime;

/// <summary>Something the grid itself could not do.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Without a message.</summary>
    public OrleansException() : base("Unexpected error.")
    {
    }

    /// <summary>With a message.</summary>
    public OrleansException(string message) : base(message)
    {
    }

    /// <summary>With a message and what led to it.</summary>
    public OrleansException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}

/// <summary>A call could not be delivered.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>The process that should take the call is stopping or has stopped.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException(string message) : OrleansMessageRejectionException(message);

/// <summary>The observer that was called is deleted, or lived in a process that is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId) : base($"The observer {clientId} is gone.")
    {
    }
}

/// <summary>The grid is set up in a way that cannot work.</summary>
[GenerateSerializer]
public sealed class OrleansConfigurationException(string message) : Exception(message);
