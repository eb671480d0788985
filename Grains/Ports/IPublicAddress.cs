namespace SeeSupport.Ports;

/// <summary>
/// Where people outside reach the front: what links and status callbacks begin with. Set by <c>SeeSupport:PublicAddress</c>;
/// without it, the address the front listens at. Never taken from a request's headers.
/// </summary>
public interface IPublicAddress
{
    /// <summary>An absolute http or https address without query and fragment, for example <c>https://support.example.com/</c>.</summary>
    Uri Current { get; }
}
