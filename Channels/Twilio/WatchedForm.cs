using System.Net;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// A form that knows whether any of it was handed to the connection. Until then the request cannot have been carried out,
/// however the attempt ended; from then on nobody knows without an answer.
/// </summary>
internal sealed class WatchedForm(IEnumerable<KeyValuePair<string, string>> fields) : FormUrlEncodedContent(fields)
{
    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        HasLeft = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
