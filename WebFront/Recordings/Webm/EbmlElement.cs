namespace SeeSupport.WebFront.Recordings.Webm;

/// <summary>One element's head.</summary>
/// <param name="Id">What it is, its marker bits kept as the specifications print it.</param>
/// <param name="Start">Where its head begins, bytes from the file's start.</param>
/// <param name="Content">Where its content begins.</param>
/// <param name="Size">Bytes of its content, or <see cref="EbmlReader.Unknown"/>.</param>
internal readonly record struct EbmlElement(uint Id, long Start, long Content, long Size)
{
    /// <summary>Where its content ends; only of a known size.</summary>
    public long End => Content + Size;
}
