namespace SeeSupport.Load.Report;

/// <summary>The product answered with a problem; the message is its stable code, or the HTTP status where there is none.</summary>
internal sealed class RefusedException(string code) : Exception(code);
