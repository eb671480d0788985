using System.Text;

namespace SeeSupport.Records;

/// <summary>
/// People can send characters that PostgreSQL refuses in a text: U+0000, and halves of surrogate pairs.
/// They become U+FFFD, on both databases, rather than keep a whole session from being filed.
/// </summary>
internal static class StorableText
{
    public static string Of(string text) =>
        text.Contains('\0') || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')))
            : text;
}
