using System.Collections.Concurrent;

namespace SeeSupport.Grid.Tests.Calls;

/// <summary>A filter of the whole process.</summary>
internal static class RecordingFilter
{
    private static readonly ConcurrentQueue<string> Calls = new();

    public static string[] Seen(string key) => [.. Calls.Where(each => each.Contains(key, StringComparison.Ordinal))];

    public static async Task Record(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IWorker))
        {
            await context.Invoke();
            return;
        }

        try
        {
            await context.Invoke();
            Calls.Enqueue($"{context.TargetId.Key} {context.MethodName}({context.Request.GetArgumentCount()}) on {context.Grain.GetType().Name} = {context.Result}");
            if (context.Result is 666)
                context.Result = 0;
        }
        catch (MishapException exception)
        {
            Calls.Enqueue($"{context.TargetId.Key} {context.ImplementationMethod.Name} failed: {context.Request.GetArgument(0)}");
            throw new InvalidOperationException("filtered", exception);
        }
    }
}
