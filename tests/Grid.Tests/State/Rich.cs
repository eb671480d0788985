using System.Collections.Immutable;

namespace SeeSupport.Grid.Tests.State;

[GenerateSerializer]
[Alias("grid-tests.colour")]
public enum Colour
{
    Red,
    Blue,
}

[GenerateSerializer]
[Immutable]
[Alias("grid-tests.address")]
public sealed record Address
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public required Observers.IListener Listener { get; init; }
}

[GenerateSerializer]
[Immutable]
[Alias("grid-tests.line")]
public sealed record Line([property: Id(0)] int Number, [property: Id(1)] string? Text)
{
    [Id(2)]
    public ImmutableArray<string> Marks { get; init; } = [];

    public string Computed => throw new InvalidOperationException("Nobody should ask for this.");
}

/// <summary>State of many kinds of members.</summary>
[GenerateSerializer]
[Alias("grid-tests.rich")]
public sealed class Rich
{
    [Id(0)]
    public Address? Address { get; set; }

    [Id(1)]
    public ImmutableArray<Line> Lines { get; set; } = [];

    [Id(2)]
    public ImmutableDictionary<string, Colour> Colours { get; set; } = ImmutableDictionary<string, Colour>.Empty;

    [Id(3)]
    public DateTimeOffset At { get; set; }

    [Id(4)]
    public TimeSpan? Span { get; set; }

    [Id(5)]
    public Guid Id { get; set; }

    [Id(6)]
    public string? NotNullAtFirst { get; set; } = "first";

    [Id(7)]
    public Queue<Line> Waiting { get; set; } = new();

    [Id(8)]
    public double Loss { get; set; }

    [Id(9)]
    public byte[]? Hash { get; set; }

    [Id(10)]
    public Dictionary<Guid, Line> Answers { get; set; } = [];

    [Id(11)]
    public ImmutableArray<Line> NeverSet { get; set; }

    [Id(12)]
    public (string Left, long Right) Pair { get; set; }

    [Id(13)]
    public Uri? Link { get; set; }
}

public interface IHoarder : IGrainWithStringKey
{
    Task Fill(Observers.IListener listener);

    Task Leave();

    /// <summary>Empty when the state is as it was filled, else the name of what is not.</summary>
    Task<string> Differs(Observers.IListener listener);
}

public sealed class HoarderGrain([PersistentState("rich")] IPersistentState<Rich> rich) : Grain, IHoarder
{
    private static readonly Guid Some = new("11111111-2222-3333-4444-555555555555");
    private static readonly DateTimeOffset Then = new(2026, 2, 28, 23, 59, 59, 999, TimeSpan.FromHours(-3.5));

    public Task Fill(Observers.IListener listener)
    {
        var state = rich.State;
        state.Address = new() { Name = "somewhere", Listener = listener };
        state.Lines = [new(1, "one"), new(2, null) { Marks = ["a", "ä"] }];
        state.Colours = state.Colours.Add("sky", Colour.Blue);
        state.At = Then;
        state.Span = TimeSpan.FromTicks(1);
        state.Id = Some;
        state.NotNullAtFirst = null;
        state.Waiting.Enqueue(new(3, "three"));
        state.Loss = double.NaN;
        state.Hash = [1, 2, 3];
        state.Answers[Some] = new(4, "four");
        state.Pair = ("left", long.MaxValue);
        state.Link = new("https://example.org/a?b=c");
        return rich.WriteStateAsync();
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> Differs(Observers.IListener listener)
    {
        var state = rich.State;
        (string Name, bool Same)[] members =
        [
            (nameof(state.Address), state.Address == new Address { Name = "somewhere", Listener = listener }),
            (nameof(state.Lines), state.Lines is [(1, "one"), (2, null) { Marks: ["a", "ä"] }]),
            (nameof(state.Colours), state.Colours is { Count: 1 } && state.Colours["sky"] == Colour.Blue),
            (nameof(state.At), state.At.EqualsExact(Then)),
            (nameof(state.Span), state.Span == TimeSpan.FromTicks(1)),
            (nameof(state.Id), state.Id == Some),
            (nameof(state.NotNullAtFirst), state.NotNullAtFirst is null),
            (nameof(state.Waiting), state.Waiting.Single() is (3, "three")),
            (nameof(state.Loss), double.IsNaN(state.Loss)),
            (nameof(state.Hash), state.Hash is [1, 2, 3]),
            (nameof(state.Answers), state.Answers[Some] is (4, "four")),
            (nameof(state.NeverSet), state.NeverSet.IsDefaultOrEmpty),
            (nameof(state.Pair), state.Pair == ("left", long.MaxValue)),
            (nameof(state.Link), state.Link == new Uri("https://example.org/a?b=c")),
        ];
        return Task.FromResult(string.Join(", ", members.Where(each => !each.Same).Select(each => each.Name)));
    }
}
