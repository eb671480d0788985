using System.Globalization;

namespace SeeSupport.Channels.Twilio;

/// <summary>
/// Twilio's error codes as problems that an agent can act on. The codes are Twilio's own dictionary
/// (https://www.twilio.com/docs/api/errors): 2xxxx refuse a request, 3xxxx come with a status callback.
/// </summary>
internal static class TwilioProblems
{
    public static readonly Problem NumberWrong = new(
        "sms-number-wrong", "There is no such phone number. Check it with the consumer, then send again.");

    public static readonly Problem NumberUnknown = new(
        "sms-number-unknown", "Nobody can be reached at this number any more. Check it with the consumer.");

    public static readonly Problem NotMobile = new(
        "sms-not-mobile", "This phone cannot get texts. Ask for a mobile number, or send an e-mail.");

    public static readonly Problem Unsubscribed = new(
        "sms-unsubscribed", "The consumer has unsubscribed from our texts. Read out the code, or send an e-mail.");

    public static readonly Problem Unreachable = new(
        "sms-unreachable", "The phone is off or has no network. Try again in a minute, or read out the code.");

    public static readonly Problem CountryNotPermitted = new(
        "sms-country-not-permitted", "Texts to this country are not permitted in Twilio. Read out the code, and tell an administrator.");

    public static readonly Problem QueueFull = new(
        "sms-queue-full", "Too many texts are waiting to go out. Try again in a minute, or read out the code.");

    public static readonly Problem DailyLimit = new(
        "sms-daily-limit", "Today's texts are used up. Read out the code, or send an e-mail.");

    public static readonly Problem Blocked = new(
        "sms-blocked", "The phone network blocked the text. Read out the code, or send an e-mail.");

    public static readonly Problem SenderWrong = new(
        "sms-sender-wrong", "Our own number cannot send this text. Read out the code, and tell an administrator.");

    public static readonly Problem SignInRefused = new(
        "sms-sign-in-refused", "Twilio refused our credentials. Read out the code, and tell an administrator.");

    public static readonly Problem Suspended = new(
        "sms-suspended", "Our Twilio account is suspended. Read out the code, and tell an administrator.");

    public static readonly Problem TrialUnverified = new(
        "sms-trial-unverified", "Our Twilio trial reaches only verified numbers. Read out the code, and tell an administrator.");

    public static readonly Problem CallbackRefused = new(
        "sms-callback-refused", "Twilio cannot use our public address. Read out the code, and tell an administrator.");

    public static readonly Problem Undelivered = new(
        "sms-undelivered", "The text did not arrive, and the network does not say why. Try again, or read out the code.");

    public static readonly Problem Unavailable = new(
        "sms-unavailable", "Twilio cannot be reached, so nothing was sent. Try again in a minute, or read out the code.");

    public static readonly Problem Misconfigured = new(
        "sms-misconfigured", "Our text service is not set up rightly. Read out the code, and tell an administrator.");

    /// <summary>What one of Twilio's codes means; a code that is not known is named in the sentence.</summary>
    public static Problem Of(int code) => code switch
    {
        21211 or 21217 or 21265 or 21604 or 14101 => NumberWrong,
        30005 => NumberUnknown,
        21614 or 21635 or 30006 => NotMobile,
        21610 => Unsubscribed,
        21612 or 30003 or 30017 or 30036 or 30410 => Unreachable,
        21408 => CountryNotPermitted,
        14107 or 20429 or 21611 or 30001 or 30022 => QueueFull,
        30023 or 63038 => DailyLimit,
        30004 or 30007 or 30450 or 30453 => Blocked,
        21212 or 21603 or 21606 or 21607 or 21659 or 21660 or 21661 or 21701 or 21703 or 21704 or 21705
            or 30018 or 30024 or 30032 or 30034 => SenderWrong,
        20003 or 20008 or 20403 => SignInRefused,
        10001 or 20005 or 30002 or 90010 => Suspended,
        21219 or 21608 => TrialUnverified,
        21609 => CallbackRefused,
        20503 => Unavailable,
        20404 => Misconfigured,
        30008 or 30500 => Undelivered,
        _ => new("sms-refused", string.Create(CultureInfo.InvariantCulture, $"Twilio did not send the text (its code {code}). Read out the code, or send an e-mail.")),
    };
}
