namespace SeeSupport.Processes;

/// <summary>How a process lets go of those who use it, before it stops.</summary>
internal interface IDrain
{
    /// <summary>Lets go once; who comes later waits for the same end.</summary>
    Task Run();
}
