using System.Reflection;

namespace SeeSupport.Tests;

public class GrainContractTests
{
    [Fact]
    public void HoldsForGrainsAndTheirInterfaces()
    {
        Type[] types = [.. typeof(SeeSupportException).Assembly.GetTypes(), .. Assembly.Load("SeeSupport.Grains").GetTypes()];
        Assert.Contains(types, each => each.IsInterface && typeof(IGrain).IsAssignableFrom(each));
        Assert.Empty(GrainContract.Breaches(types));
    }

    [Fact]
    public void HoldsForWhatIsGood() => Assert.Empty(GrainContract.Breaches([typeof(IGoodGrain), typeof(SeeSupportException)]));

    [Theory]
    [InlineData("NotSerialized needs [GenerateSerializer]")]
    [InlineData("NotSerialized needs an [Alias]")]
    [InlineData("NotSerialized is a message, so it needs [Immutable]")]
    [InlineData("NotNamed needs an [Alias]")]
    [InlineData("NotNumbered.Text needs an [Id]")]
    [InlineData("NumberedTwice has the [Alias] 'tests.same' of NotNumbered")]
    [InlineData("NumberedTwice.Two has the [Id] 0 of One")]
    [InlineData("Changing is a message, so it needs [Immutable]")]
    [InlineData("Changing.Text can be set, but a message must not change")]
    [InlineData("Changing.All must not let List`1 cross: sender and receiver could both change it")]
    [InlineData("Forbidden.Json must not let JsonElement cross: send the text")]
    [InlineData("Forbidden.Act must not let the delegate Action cross")]
    [InlineData("Forbidden.Anything must not let Object cross: nobody knows how to send it")]
    [InlineData("Bare needs [GenerateSerializer]")]
    [InlineData("IBadGrain.Nest must not let Int32[] cross: sender and receiver could both change it")]
    [InlineData("IBadGrain has the alias 'same' on several methods")]
    [InlineData("IBadGrain.Two must not let Stream cross: nobody knows how to send it")]
    [InlineData("IBadGrain.Unnamed needs an [Alias]")]
    [InlineData("BadException needs [GenerateSerializer]")]
    [InlineData("BadState is state, so it needs a public constructor without parameters")]
    [InlineData("BadState._forgotten needs an [Id]")]
    [InlineData("BadGrain(unmarked) needs [PersistentState]")]
    public void NoticesABreach(string breach) =>
        Assert.Contains(breach, GrainContract.Breaches([typeof(IBadGrain), typeof(BadGrain), typeof(BadException)]));
}
