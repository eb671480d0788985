using SeeSupport.Languages;

namespace SeeSupport.WebFront.Languages;

/// <summary>
/// All that the server's own pages say, in one language. Every member is required, so a sentence that is missing in a language does not
/// compile. Members that end in <c>Html</c> are our own markup; nothing that anybody typed stands in them.
/// </summary>
internal sealed record PageWords
{
    public required SignInWords SignIn { get; init; }

    public required PasswordWords Password { get; init; }

    public required OutboxWords Outbox { get; init; }

    public required OperationsWords Operations { get; init; }

    public required GuideWords Guides { get; init; }

    public required LegalWords Legal { get; init; }

    /// <summary>What a page says before its script runs, and where nothing else answers.</summary>
    public required FrameWords Frame { get; init; }

    /// <summary>Problems that these pages show, by their code; one that is missing is shown in the server's own English.</summary>
    public required IReadOnlyDictionary<string, string> Problems { get; init; }

    /// <summary>What a person reads of a problem. The server's sentence stays where it holds more than the code does.</summary>
    public string Sentence(Problem problem) => Problems.GetValueOrDefault(problem.Code) ?? problem.Sentence;

    /// <summary>The words in a language.</summary>
    public static PageWords In(Language language) => language == Language.Spanish ? SpanishWords.Words : EnglishWords.Words;
}

/// <summary>The page where people sign in.</summary>
internal sealed record SignInWords(string Title, string Username, string Password, string Remember, string Button, string Forgotten);

/// <summary>The page where people change their password.</summary>
internal sealed record PasswordWords(string Title, string Old, string New, string Again, string Rule, string Button, string Done, string Back);

/// <summary>The page with the live figures; its script brings its own.</summary>
internal sealed record OperationsWords(string Title, string Waiting, string LastMinutes, string Processes, string NoScript);

/// <summary>The page that shows what would have been sent.</summary>
internal sealed record OutboxWords
{
    public required string Title { get; init; }

    public required string Back { get; init; }

    public required string Explanation { get; init; }

    public required string Empty { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string As { get; init; }

    public required string Email { get; init; }

    public required string Text { get; init; }

    public required string At { get; init; }

    public required string TextPart { get; init; }

    public required string HtmlPart { get; init; }

    public required string Source { get; init; }

    /// <summary>Names a message's frame or text for those who cannot see it; <c>{0}</c> is whom it is to.</summary>
    public required string MessageTo { get; init; }
}

/// <summary>The connection guides.</summary>
internal sealed record GuideWords
{
    /// <summary>Stands in a step's line where the address to type belongs.</summary>
    public const string Address = "{address}";

    public required string Lead { get; init; }

    public required string CopyLink { get; init; }

    public required string Copied { get; init; }

    public required string CopyByHand { get; init; }

    public required string Print { get; init; }

    public required string InTheWay { get; init; }

    public required GuidePage Android { get; init; }

    public required GuidePage Ios { get; init; }
}

/// <summary>One platform's guide.</summary>
internal sealed record GuidePage(string Title, IReadOnlyList<GuideStep> Steps, IReadOnlyList<GuideStep> Obstacles, string OtherQuestion, string OtherLink, string OtherAddress);

/// <summary>One step: its heading, its lines as markup, and its picture.</summary>
internal sealed record GuideStep(string Title, IReadOnlyList<string> LinesHtml, Drawing Drawing);

/// <summary>A drawn picture: its partial's name, what it shows in words, and the words in it in their order.</summary>
internal sealed record Drawing(string Name, string Label, params string[] Texts);

/// <summary>Terms and privacy, for companies that have none of their own. <c>{0}</c> is the company's name.</summary>
internal sealed record LegalWords(string Terms, IReadOnlyList<LegalPart> TermsParts, string Privacy, IReadOnlyList<LegalPart> PrivacyParts, string SeeAlso);

/// <summary>A heading and what stands below it; <c>{0}</c> is the company's name.</summary>
internal sealed record LegalPart(string Title, string Text);

/// <summary>What a page says before its script runs, and where nothing else answers.</summary>
internal sealed record FrameWords(string Language, string Connect, string ConnectNeedsScript, string ConsoleNeedsScript, string GoBack);
