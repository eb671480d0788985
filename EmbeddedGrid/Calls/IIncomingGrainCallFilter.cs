using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Serialization.Invocation
{
    /// <summary>A call on its way: which method, with which arguments.</summary>
    public interface IInvokable
    {
        /// <summary>How many arguments there are.</summary>
        int GetArgumentCount();

        /// <summary>The argument at that place.</summary>
        object? GetArgument(int index);

        /// <summary>The method's name.</summary>
        string GetMethodName();

        /// <summary>The full name of the interface.</summary>
        string GetInterfaceName();

        /// <summary>The name that the call's activity gets: interface and method.</summary>
        string GetActivityName();

        /// <summary>The method of the interface.</summary>
        MethodInfo GetMethod();

        /// <summary>The interface.</summary>
        Type GetInterfaceType();
    }
}

namespace Orleans
{
    /// <summary>Stands around every call that arrives at a grain.</summary>
    public interface IIncomingGrainCallFilter
    {
        /// <summary>Does its part and, in most cases, awaits <see cref="IGrainCallContext.Invoke"/>.</summary>
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>A filter as a plain method.</summary>
    public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

    /// <summary>A call as a filter sees it.</summary>
    public interface IGrainCallContext
    {
        /// <summary>The call.</summary>
        IInvokable Request { get; }

        /// <summary>The grain object.</summary>
        object Grain { get; }

        /// <summary>The calling grain; null when the call comes from outside the grid.</summary>
        GrainId? SourceId { get; }

        /// <summary>The called grain.</summary>
        GrainId TargetId { get; }

        /// <summary>The full name of the interface.</summary>
        string InterfaceName { get; }

        /// <summary>The method's name.</summary>
        string MethodName { get; }

        /// <summary>The method of the interface.</summary>
        MethodInfo InterfaceMethod { get; }

        /// <summary>What the call returns; a filter may set another value.</summary>
        object? Result { get; set; }

        /// <summary>Runs the next filter, or the grain's method after the last.</summary>
        Task Invoke();
    }

    /// <summary>A call that arrives, as a filter sees it.</summary>
    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        /// <summary>The activation.</summary>
        IGrainContext TargetContext { get; }

        /// <summary>The method of the grain class.</summary>
        MethodInfo ImplementationMethod { get; }
    }
}
