using System.Text.Json;

namespace SeeSupport.Tests;

// Each of these breaks a rule; the tests say which one is noticed.
#pragma warning disable CA1720, CS0649, CS0169, IDE0044, IDE0051

public sealed record NotSerialized([property: Id(0)] string Text);

[GenerateSerializer, Immutable]
public sealed record NotNamed([property: Id(0)] string Text);

[GenerateSerializer, Immutable, Alias("tests.same")]
public sealed record NotNumbered(string Text);

[GenerateSerializer, Immutable, Alias("tests.same")]
public sealed record NumberedTwice([property: Id(0)] string One, [property: Id(0)] string Two);

[GenerateSerializer, Alias("tests.changing")]
public sealed class Changing
{
    [Id(0)]
    public string? Text { get; set; }

    [Id(1)]
    public List<string> All { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("tests.forbidden")]
public sealed record Forbidden(
    [property: Id(0)] JsonElement Json, [property: Id(1)] Action Act, [property: Id(2)] object Anything, [property: Id(3)] Uri Fine);

[GenerateSerializer, Immutable, Alias("tests.nested")]
public sealed record Nested([property: Id(0)] Bare? Inner);

public sealed record Bare;

public sealed class BadException : Exception;

[GenerateSerializer, Alias("tests.bad-state")]
public sealed class BadState(int number)
{
    [Id(0)]
    public int Number { get; set; } = number;

    [Id(1)]
    public List<Bare> Bares { get; set; } = [];

    private int _forgotten;
}

[Alias("tests.bad-grain")]
public interface IBadGrain : IGrainWithStringKey
{
    [Alias("a")]
    Task Send(NotSerialized one, NotNamed two, NotNumbered three, NumberedTwice four);

    [Alias("b")]
    Task<Changing> Change();

    [Alias("c")]
    ValueTask<Forbidden?> Forbid(CancellationToken cancellation);

    [Alias("d")]
    Task<(int, Nested)> Nest(int[] numbers);

    [Alias("same")]
    Task One();

    [Alias("same")]
    Task Two(Stream stream);

    Task Unnamed();
}

[Alias("tests.good-grain")]
public interface IGoodGrain : IGrainWithStringKey
{
    [Alias("Say")]
    Task<GoodMessage?> Say(GoodMessage message, IGoodGrain other, CancellationToken cancellation);
}

[GenerateSerializer, Immutable, Alias("tests.good-message")]
public sealed record GoodMessage([property: Id(0)] string Text, [property: Id(1)] Guid? Number)
{
    [Id(2)]
    public DateTimeOffset At { get; init; }

    public int Length => Text.Length;
}

[GenerateSerializer, Alias("tests.good-state")]
public sealed class GoodState
{
    [Id(0)]
    private int _count;

    [Id(1)]
    public List<GoodMessage> Messages { get; } = [];

    public int Count() => ++_count;
}

public sealed class BadGrain([PersistentState("bad")] IPersistentState<BadState> state, IPersistentState<GoodState> unmarked) : Grain, IBadGrain
{
    public Task Send(NotSerialized one, NotNamed two, NotNumbered three, NumberedTwice four) => Task.CompletedTask;

    public Task<Changing> Change() => Task.FromResult(new Changing());

    public ValueTask<Forbidden?> Forbid(CancellationToken cancellation) => default;

    public Task<(int, Nested)> Nest(int[] numbers) => Task.FromResult((state.State.Number + unmarked.State.Count(), new Nested(null)));

    public Task One() => Task.CompletedTask;

    public Task Two(Stream stream) => Task.CompletedTask;

    public Task Unnamed() => Task.CompletedTask;
}
