using System.Text.RegularExpressions;

namespace SeeSupport.WebFront.Contract;

/// <summary>What <c>contract.ts</c> states, read with the little of TypeScript's grammar that it uses.</summary>
internal sealed partial class TypeScriptContract
{
    private readonly string _text;

    private TypeScriptContract(string text) => _text = text;

    public static TypeScriptContract Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SeeSupport.sln")))
            folder = folder.Parent!;
        return new(Comment().Replace(File.ReadAllText(Path.Combine(folder.FullName, "WebFront/Client/hub/contract.ts")), ""));
    }

    /// <summary>The words of <c>type Name = "a" | "b"</c>.</summary>
    public string[] Words(string name) =>
        [.. Word().Matches(Regex.Match(_text, $@"export type {name} =([^;]*);").Groups[1].Value).Select(each => each.Groups[1].Value)];

    /// <summary>The members of <c>interface Name</c>: name, and whether it may be missing or null.</summary>
    public (string Name, bool Optional)[] Members(string name) =>
        [.. Split(Body(name), ';').Select(each => Member().Match(each)).Where(each => each.Success)
            .Select(each => (each.Groups["name"].Value, each.Groups["optional"].Success || each.Groups["type"].Value.EndsWith("| null", StringComparison.Ordinal)))];

    /// <summary>The methods of <c>interface Name</c>: name, parameter names, and what is inside <c>Answer&lt;&gt;</c>, or <c>void</c>.</summary>
    public (string Name, string[] Parameters, string Returns)[] Methods(string name) =>
        [.. Split(Body(name), ';').Select(each => Method().Match(each)).Where(each => each.Success)
            .Select(each => (
                each.Groups["name"].Value,
                Split(each.Groups["parameters"].Value, ',').Select(parameter => parameter.Split(':')[0].Trim()).ToArray(),
                each.Groups["returns"].Value))];

    private string Body(string name)
    {
        var start = _text.IndexOf($"export interface {name} {{", StringComparison.Ordinal);
        Assert.True(start >= 0, $"contract.ts has no interface {name}.");
        start = _text.IndexOf('{', start);
        var (depth, end) = (0, start);
        do
        {
            depth += _text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            end++;
        }
        while (depth > 0);
        return _text[(start + 1)..(end - 1)];
    }

    /// <summary>Splits at a separator that is in no brackets.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (depth, start) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == separator && depth == 0))
            {
                if (text[start..at].Trim() is { Length: > 0 } part)
                    yield return part;
                start = at + 1;
            }
            else
            {
                depth += text[at] switch { '{' or '(' or '<' or '[' => 1, '}' or ')' or '>' or ']' => -1, _ => 0 };
            }
        }
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?<name>\w+)(?<optional>\?)?\s*:\s*(?<type>.+)$", RegexOptions.Singleline)]
    private static partial Regex Member();

    [GeneratedRegex(@"^(?<name>\w+)\((?<parameters>.*)\)\s*:\s*(Answer<)?(?<returns>[^>]+)>?$", RegexOptions.Singleline)]
    private static partial Regex Method();
}
