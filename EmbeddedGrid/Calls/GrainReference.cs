namespace Orleans.Runtime;

/// <summary>A reference to a grain or observer. Two are equal when they name the same one.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    // Where the last call went: saves looking it up.
    private ITurnReceiver? _receiver;

    internal GrainReference(Grid grid, GrainId grainId)
    {
        Grid = grid;
        GrainId = grainId;
    }

    internal Grid Grid { get; }

    /// <summary>What it names.</summary>
    public GrainId GrainId { get; }

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"GrainReference:{GrainId}";

    internal Task<T> Send<T>(Request<T> request, CallMethod method)
    {
        request.Prepare(Grid, GrainId, method);
        Deliver(request);
        return request.Answer;
    }

    internal Task Send(PlainRequest request, CallMethod method)
    {
        request.Prepare(Grid, GrainId, method);
        Deliver(request);
        return request.Answer;
    }

    private void Deliver(Request request)
    {
        if (request.IsAbandoned)
            return;
        while (true)
        {
            if ((_receiver ??= Grid.Receiver(GrainId)) is not { } receiver)
            {
                request.Fail(new ClientNotAvailableException(GrainId));
                return;
            }

            if (receiver.TryReceive(request))
                return;
            _receiver = null;
        }
    }
}
