namespace SeeSupport;

/// <summary>What was asked for cannot be done. Hubs, pages and the API all show the same two: the code and the sentence.</summary>
[GenerateSerializer, Alias("SeeSupport.Exception")]
public sealed class SeeSupportException : Exception
{
    /// <summary>Needed by serializers.</summary>
    public SeeSupportException()
    {
    }

    /// <summary>Makes one from a problem.</summary>
    public SeeSupportException(Problem problem) : base(problem.Sentence) => Problem = problem;

    /// <summary>Makes one from its two parts.</summary>
    public SeeSupportException(string code, string sentence) : this(new Problem(code, sentence))
    {
    }

    /// <summary>What is wrong, for programs and for people.</summary>
    [Id(0)]
    public Problem Problem { get; private set; } = new("unknown", "Something unexpected happened. Try again.");
}
