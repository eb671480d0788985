using System.Collections.Frozen;

namespace SeeSupport.Texts;

/// <summary>
/// Which texts are commands: the one word alone, in any case. The lists are those that Twilio and the carriers act on
/// (https://help.twilio.com/articles/223134027), so that what is stopped there is stopped here.
/// </summary>
public static class TextKeywords
{
    private static readonly FrozenDictionary<string, TextKeyword> Words = new Dictionary<string, TextKeyword>
    {
        ["STOP"] = TextKeyword.Stop,
        ["STOPALL"] = TextKeyword.Stop,
        ["UNSUBSCRIBE"] = TextKeyword.Stop,
        ["CANCEL"] = TextKeyword.Stop,
        ["END"] = TextKeyword.Stop,
        ["QUIT"] = TextKeyword.Stop,
        ["REVOKE"] = TextKeyword.Stop,
        ["OPTOUT"] = TextKeyword.Stop,
        ["START"] = TextKeyword.Start,
        ["UNSTOP"] = TextKeyword.Start,
        ["HELP"] = TextKeyword.Help,
        ["INFO"] = TextKeyword.Help,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a text commands.</summary>
    public static TextKeyword Of(string text) => Words.GetValueOrDefault(text.Trim());

    /// <summary>Whether it is the word that takes a STOP back; from those who never said STOP it is an answer like any other.</summary>
    public static bool IsYes(string text) => text.Trim().Equals("YES", StringComparison.OrdinalIgnoreCase);
}
