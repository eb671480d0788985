using Orleans.Runtime;

namespace Orleans;

/// <summary>Gives a grain class its stable name. Without it the name is the class's, lower-case, without <c>grain</c> at its end.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType _grainType = GrainType.Create(grainType);

    /// <summary>The name.</summary>
    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}
