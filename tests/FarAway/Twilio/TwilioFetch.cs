namespace SeeSupport.FarAway.Twilio;

/// <summary>A request for a file, or to delete one.</summary>
/// <param name="Method">GET or DELETE.</param>
/// <param name="MediaSid">The file.</param>
/// <param name="AtMediaHost">Whether it came to the media host and not to the API.</param>
/// <param name="Authorization">The header's value; empty where there was none.</param>
public sealed record TwilioFetch(string Method, string MediaSid, bool AtMediaHost, string Authorization);
