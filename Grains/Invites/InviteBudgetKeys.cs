using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SeeSupport.Invites;

/// <summary>The keys of all budgets that one invite is taken from.</summary>
internal static class InviteBudgetKeys
{
    /// <summary>The key over everything.</summary>
    public const string Global = "global";

    /// <summary>The keys, the narrowest first: a refusal names what can be avoided most easily.</summary>
    public static string[] Of(InviteChannel channel, string normalized, string agentId, InviteOptions options) => channel switch
    {
        InviteChannel.Phone =>
            [$"number/{normalized}", $"agent/{agentId}", PrefixOf(normalized, options), Global],
        _ => [$"address/{Hash(normalized)}", $"agent/{agentId}", Global],
    };

    /// <summary>The key of all numbers that begin as this one does.</summary>
    public static string PrefixOf(string number, InviteOptions options) => $"prefix/{number[..Math.Min(number.Length, options.PrefixDigits + 1)]}";

    private static string Hash(string address) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
}
