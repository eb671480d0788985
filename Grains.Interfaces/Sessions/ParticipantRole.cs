namespace SeeSupport.Sessions;

/// <summary>Who a participant is in a session.</summary>
[GenerateSerializer, Alias("SeeSupport.ParticipantRole")]
public enum ParticipantRole
{
    /// <summary>The member of staff.</summary>
    Agent,

    /// <summary>The customer with the phone.</summary>
    Consumer,
}
