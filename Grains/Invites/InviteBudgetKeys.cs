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
            [$"number/{normalized}", $"agent/{agentId}", $"prefix/{normalized[..Math.Min(normalized.Length, options.PrefixDigits + 1)]}", Global],
        _ => [$"address/{Hash(normalized)}", $"agent/{agentId}", Global],
    };

    private static string Hash(string address) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
}
