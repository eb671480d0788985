namespace Orleans.Runtime;

internal abstract class Grid
{
    public abstract object Reference(GrainId grainId, Type interfaceType);
}
