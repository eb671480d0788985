namespace SeeSupport.Invites;

/// <summary>How many invites may go out: against errors, and against those who earn by making others send texts. Section <c>SeeSupport:Invites</c>.</summary>
public sealed class InviteOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "SeeSupport:Invites";

    /// <summary>Invites of one session. Default 20, at most 32.</summary>
    public int PerSession { get; set; } = 20;

    /// <summary>Invites of one agent in an hour. Default 40.</summary>
    public int AgentPerHour { get; set; } = 40;

    /// <summary>Invites of one agent in a day. Default 200.</summary>
    public int AgentPerDay { get; set; } = 200;

    /// <summary>Invites to one phone number in an hour. Default 5.</summary>
    public int NumberPerHour { get; set; } = 5;

    /// <summary>Invites to one phone number in a day. Default 10.</summary>
    public int NumberPerDay { get; set; } = 10;

    /// <summary>Invites to one e-mail address in an hour. Default 5.</summary>
    public int AddressPerHour { get; set; } = 5;

    /// <summary>Invites to one e-mail address in a day. Default 20.</summary>
    public int AddressPerDay { get; set; } = 20;

    /// <summary>How many digits of a number, its country's included, make a prefix: those who pump own whole ranges. Default 7.</summary>
    public int PrefixDigits { get; set; } = 7;

    /// <summary>Invites to numbers of one prefix in an hour. Default 20.</summary>
    public int PrefixPerHour { get; set; } = 20;

    /// <summary>Invites to numbers of one prefix in a day. Default 60.</summary>
    public int PrefixPerDay { get; set; } = 60;

    /// <summary>All invites in an hour; beyond it nothing is sent. Default 1,000.</summary>
    public int GlobalPerHour { get; set; } = 1000;

    /// <summary>All invites in a day; beyond it nothing is sent. Default 5,000.</summary>
    public int GlobalPerDay { get; set; } = 5000;

    /// <summary>From how many invites within an hour on few joins raise the alarm. Default 50.</summary>
    public int AlarmFrom { get; set; } = 50;

    /// <summary>The share of an hour's invites that has to lead to a join, 0 to 1; below it the alarm is raised. Default 0.05.</summary>
    public double AlarmBelow { get; set; } = 0.05;
}
