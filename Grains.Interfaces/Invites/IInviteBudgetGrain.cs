namespace SeeSupport.Invites;

/// <summary>
/// How many invites may still go out under one key: <c>agent/{id}</c>, <c>number/{E.164}</c>, <c>prefix/{first digits}</c>,
/// <c>address/{hash}</c> or <c>global</c>. Counts by hour and by day; survives a restart.
/// </summary>
[Alias("SeeSupport.IInviteBudgetGrain")]
public interface IInviteBudgetGrain : IGrainWithStringKey
{
    /// <summary>Takes one invite from the budget, or says why not (<c>invite-limit-*</c>) and when to try again.</summary>
    [Alias("Take")]
    Task<Problem?> Take();

    /// <summary>Gives back one that was taken but not used because another budget said no.</summary>
    [Alias("GiveBack")]
    Task GiveBack();

    /// <summary>An invite led to a join: what the alarm over many invites and few joins is measured by.</summary>
    [Alias("Joined")]
    Task Joined();
}
