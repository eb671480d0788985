using Xunit.Runner.InProc.SystemConsole;

namespace SeeSupport.Grid.Tests;

/// <summary>Runs the tests, or, when a test starts it so, a process that is there to be killed.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        args is [State.DoomedProcess.Argument, var folder] ? State.DoomedProcess.RunAsync(folder) : ConsoleRunner.Run(args);
}
