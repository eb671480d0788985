using System.Net;
using System.Text;

namespace SeeSupport.Channels.Turn;

/// <summary>Against the messages that RFC 5769 publishes.</summary>
public class StunMessageTests
{
    // RFC 5769, section 2.2: an answer over IPv4, signed with a short-term password.
    private static readonly byte[] IPv4 = Convert.FromHexString(
        "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d780280004c07d4c96");

    // RFC 5769, section 2.3: the same over IPv6.
    private static readonly byte[] IPv6 = Convert.FromHexString(
        "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c");

    private static readonly byte[] Password = Encoding.ASCII.GetBytes("VOkJxbRl1RmTxUk/WvJxBt");

    [Fact]
    public void Read_UnmasksAddresses()
    {
        Assert.Equal(IPEndPoint.Parse("192.0.2.1:32853"), StunMessage.Read(IPv4).XorAddress(StunAttribute.XorMappedAddress));
        Assert.Equal(IPEndPoint.Parse("[2001:db8:1234:5678:11:2233:4455:6677]:32853"), StunMessage.Read(IPv6).XorAddress(StunAttribute.XorMappedAddress));
    }

    [Fact]
    public void IsSignedWith_TellsWhoKnowsThePassword()
    {
        Assert.True(StunMessage.Read(IPv4).IsSignedWith(Password));
        Assert.True(StunMessage.Read(IPv6).IsSignedWith(Password));
        Assert.False(StunMessage.Read(IPv4).IsSignedWith([.. Password, 1]));
        byte[] changed = [.. IPv4];
        changed[30] ^= 1;
        Assert.False(StunMessage.Read(changed).IsSignedWith(Password));
    }

    [Theory]
    [InlineData("192.0.2.1:32853")]
    [InlineData("[2001:db8::1]:0")]
    public void Write_IsReadAgain(string endPoint)
    {
        var message = new StunMessage(StunMethod.CreatePermission);
        message.AddXorAddress(StunAttribute.XorPeerAddress, IPEndPoint.Parse(endPoint));
        message.Add(StunAttribute.UserName, [1, 2, 3]);

        var read = StunMessage.Read(message.Write(Password));

        Assert.Equal((StunMethod.CreatePermission, StunClass.Request), (read.Method, read.Class));
        Assert.Equal(message.Transaction, read.Transaction);
        Assert.Equal(IPEndPoint.Parse(endPoint), read.XorAddress(StunAttribute.XorPeerAddress));
        Assert.Equal([1, 2, 3], read[StunAttribute.UserName]!);
        Assert.True(read.IsSignedWith(Password));
    }

    [Fact]
    public void Read_RefusesEveryMessageThatIsCutShort()
    {
        for (var length = 0; length < IPv4.Length; length++)
        {
            byte[] cut = IPv4[..length];
            if (length >= 4)
            {
                cut[3] = (byte)Math.Max(0, length - 20);
            }

            try
            {
                StunMessage.Read(cut);
            }
            catch (InvalidDataException)
            {
                continue;
            }

            Assert.True(length is 20 or 36 or 48 or 72, $"{length} bytes end in the middle of an attribute");
        }
    }

    [Fact]
    public void Read_RefusesWhatIsNoStun() => Assert.Throws<InvalidDataException>(() => StunMessage.Read("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()));
}
