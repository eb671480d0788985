namespace SeeSupport.FarAway.Pictures;

/// <summary>What must not be found in a picture after it was taken in.</summary>
public static class Personal
{
    /// <summary>A word that stands in every place where a camera, a phone or an editor may put words.</summary>
    public const string Word = "Elm-Street-7";

    /// <summary>Whether the word is anywhere in a file.</summary>
    public static bool IsIn(ReadOnlySpan<byte> file) => file.IndexOf("Elm-Street-7"u8) >= 0;
}
