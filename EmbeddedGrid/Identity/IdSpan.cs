namespace Orleans.Runtime;

/// <summary>One part of an identity.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _text;

    private IdSpan(string text) => _text = text;

    /// <summary>True for the value nothing was put into.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    /// <summary>Takes a text.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text?.GetHashCode() ?? 0;

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => string.CompareOrdinal(_text, other._text);

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <summary>Same text.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Other text.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
