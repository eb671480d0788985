namespace SeeSupport.Load.Report;

/// <summary>A step of a session could not be done; the message names the step and the cause.</summary>
internal sealed class StepFailedException(string message, Exception cause) : Exception(message, cause);
