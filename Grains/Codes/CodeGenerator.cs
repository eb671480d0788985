using System.Globalization;
using System.Security.Cryptography;

namespace SeeSupport.Codes;

/// <summary>Makes connection codes: nine digits, every one as likely as every other, except those that people guess first.</summary>
internal static class CodeGenerator
{
    /// <summary>How many digits a code has.</summary>
    public const int Length = 9;

    private const int Count = 1_000_000_000;

    /// <summary>A new code.</summary>
    public static string Next()
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetInt32(Count).ToString("D9", CultureInfo.InvariantCulture);
            if (!IsGuessable(code))
                return code;
        }
    }

    /// <summary>Nine digits in even steps (<c>111111111</c>, <c>123456789</c>, <c>864208642</c>), or one group of three said three times.</summary>
    public static bool IsGuessable(string code)
    {
        var even = true;
        for (var i = 2; i < code.Length; i++)
            even &= Step(i) == Step(1);
        return even || (code[..3] == code[3..6] && code[..3] == code[6..]);

        int Step(int i) => (code[i] - code[i - 1] + 10) % 10;
    }
}
