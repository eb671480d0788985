using System.ComponentModel.DataAnnotations;

namespace SeeSupport.Records.Accounts;

/// <summary>How people sign in. Bound from <c>SeeSupport:Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "SeeSupport:Accounts";

    /// <summary>Wrong passwords in a row after which a name is locked out. Default: 5.</summary>
    [Range(1, 100, ErrorMessage = $"{Section}:{nameof(MostTries)} has to be from 1 to 100.")]
    public int MostTries { get; set; } = 5;

    /// <summary>How long a name is locked out, minutes. Default: 15.</summary>
    [Range(1, 1440, ErrorMessage = $"{Section}:{nameof(LockOutMinutes)} has to be from 1 to 1440.")]
    public int LockOutMinutes { get; set; } = 15;

    /// <summary>How long somebody stays signed in without doing anything, hours. Default: 12.</summary>
    [Range(1, 720, ErrorMessage = $"{Section}:{nameof(SignInHours)} has to be from 1 to 720.")]
    public int SignInHours { get; set; } = 12;

    /// <summary>How soon a disabled account or a changed password ends other sign-ins, seconds. Default: 30.</summary>
    [Range(0, 60, ErrorMessage = $"{Section}:{nameof(RecheckSeconds)} has to be from 0 to 60.")]
    public int RecheckSeconds { get; set; } = 30;

    internal TimeSpan LockOut => TimeSpan.FromMinutes(LockOutMinutes);
}
