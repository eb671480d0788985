using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;

namespace SeeSupport.Channels.Turn;

/// <summary>A STUN message (RFC 8489, section 5): a header of 20 bytes and attributes, each padded to four bytes.</summary>
internal sealed class StunMessage
{
    public const int HeaderLength = 20;
    private const uint MagicCookie = 0x2112A442;
    private readonly List<(StunAttribute Type, byte[] Value)> _attributes = [];
    private readonly byte[] _raw;
    private readonly int _integrityAt;

    /// <summary>A request with a transaction of its own.</summary>
    public StunMessage(StunMethod method)
    {
        (Method, Class, Transaction) = (method, StunClass.Request, RandomNumberGenerator.GetBytes(12));
        (_raw, _integrityAt) = ([], -1);
    }

    private StunMessage(byte[] raw)
    {
        _raw = raw;
        _integrityAt = -1;
        var type = BinaryPrimitives.ReadUInt16BigEndian(raw);
        (Method, Class, Transaction) = ((StunMethod)(type & 0x3EEF), (StunClass)(type & 0x0110), raw[8..20]);
        for (var at = HeaderLength; at < raw.Length;)
        {
            var attribute = (StunAttribute)BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(at + 2));
            _attributes.Add((attribute, raw.AsSpan(at + 4, length).ToArray()));
            if (attribute == StunAttribute.MessageIntegrity && _integrityAt < 0)
            {
                _integrityAt = at;
            }

            at += 4 + ((length + 3) & ~3);
        }
    }

    public StunMethod Method { get; }

    public StunClass Class { get; }

    /// <summary>What pairs an answer with its request: 12 random bytes.</summary>
    public byte[] Transaction { get; }

    /// <summary>The first value of an attribute; null when there is none.</summary>
    public byte[]? this[StunAttribute type] => _attributes.Where(attribute => attribute.Type == type).Select(attribute => attribute.Value).FirstOrDefault();

    /// <summary>An error's number, 300 to 699 (RFC 8489, section 14.8); null when there is none.</summary>
    public int? ErrorCode => this[StunAttribute.ErrorCode] is { Length: >= 4 } value ? ((value[2] & 7) * 100) + value[3] : null;

    /// <summary>How long the message is whose header this is; null when it is no STUN header.</summary>
    public static int? Length(ReadOnlySpan<byte> header) =>
        header.Length >= HeaderLength
        && header[0] < 0x40
        && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) == MagicCookie
        && BinaryPrimitives.ReadUInt16BigEndian(header[2..]) is var length && length % 4 == 0
            ? HeaderLength + length : null;

    /// <summary>Reads a message, or throws <see cref="InvalidDataException"/>.</summary>
    public static StunMessage Read(byte[] raw)
    {
        try
        {
            return Length(raw) == raw.Length ? new(raw) : throw new InvalidDataException("This is no STUN message.");
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException("An attribute goes beyond its STUN message.", exception);
        }
    }

    public void Add(StunAttribute type, byte[] value) => _attributes.Add((type, value));

    /// <summary>Adds an address masked with cookie and transaction (RFC 8489, section 14.2), as some gateways rewrite what looks like one.</summary>
    public void AddXorAddress(StunAttribute type, IPEndPoint endPoint)
    {
        var address = endPoint.Address.GetAddressBytes();
        byte[] value = [0, (byte)(address.Length == 4 ? 1 : 2), 0, 0, .. address];
        BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(2), (ushort)endPoint.Port);
        Mask(value);
        Add(type, value);
    }

    /// <summary>A masked address; null when there is none.</summary>
    public IPEndPoint? XorAddress(StunAttribute type)
    {
        if (this[type] is not { Length: 8 or 20 } masked)
        {
            return null;
        }

        byte[] value = [.. masked];
        Mask(value);
        return new(new IPAddress(value.AsSpan(4)), BinaryPrimitives.ReadUInt16BigEndian(value.AsSpan(2)));
    }

    /// <summary>The message's bytes, ended by MESSAGE-INTEGRITY (RFC 8489, section 14.5) where a key is given.</summary>
    public byte[] Write(byte[]? key)
    {
        var body = _attributes.SelectMany(attribute => Encode(attribute.Type, attribute.Value)).ToArray();
        if (key is null)
        {
            return [.. Header(body.Length), .. body];
        }

        // The length says 24 more than is there yet: the attribute itself counts.
        byte[] signed = [.. Header(body.Length + 24), .. body];
        return [.. signed, .. Encode(StunAttribute.MessageIntegrity, HMACSHA1.HashData(key, signed))];
    }

    /// <summary>Whether the message was made by somebody who knows the key.</summary>
    public bool IsSignedWith(byte[] key)
    {
        if (_integrityAt < 0 || this[StunAttribute.MessageIntegrity] is not { Length: 20 } given)
        {
            return false;
        }

        var signed = _raw[.._integrityAt];
        BinaryPrimitives.WriteUInt16BigEndian(signed.AsSpan(2), (ushort)(_integrityAt - HeaderLength + 24));
        return CryptographicOperations.FixedTimeEquals(HMACSHA1.HashData(key, signed), given);
    }

    private byte[] Header(int length)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)((int)Method | (int)Class));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), MagicCookie);
        Transaction.CopyTo(header, 8);
        return header;
    }

    private static byte[] Encode(StunAttribute type, byte[] value)
    {
        var encoded = new byte[4 + ((value.Length + 3) & ~3)];
        BinaryPrimitives.WriteUInt16BigEndian(encoded, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(encoded.AsSpan(2), (ushort)value.Length);
        value.CopyTo(encoded, 4);
        return encoded;
    }

    private void Mask(byte[] value)
    {
        byte[] mask = [0x21, 0x12, 0xA4, 0x42, .. Transaction];
        value[2] ^= mask[0];
        value[3] ^= mask[1];
        for (var i = 4; i < value.Length; i++)
        {
            value[i] ^= mask[i - 4];
        }
    }
}
