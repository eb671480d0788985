namespace SeeSupport.WebFront.Hubs;

/// <summary>An agent starts a session.</summary>
/// <param name="OperationId">A repeat with the same id gets the same session.</param>
internal sealed record StartCommand(Guid OperationId);
