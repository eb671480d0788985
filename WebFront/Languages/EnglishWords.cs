namespace SeeSupport.WebFront.Languages;

/// <summary>The server's own pages in English. Consumers' sentences have at most twelve words.</summary>
internal static class EnglishWords
{
    public static readonly PageWords Words = new()
    {
        SignIn = new("Sign in", "Username", "Password", "Remember Username", "Sign In", "Forgotten password? Ask your administrator."),
        Password = new(
            "Change password", "Old password", "New password", "New password again",
            "8 or more characters with upper case, lower case and a digit.", "Change password",
            "Your password is changed. Other browsers are signed out.", "Back to the console"),
        Outbox = new()
        {
            Title = "Outbox",
            Back = "Back to the console",
            Explanation = "Nothing here was sent. Each of your messages stands here exactly as it would have been sent, newest first. Set up a mail server or Twilio, and invites go out.",
            Empty = "Nothing yet. Send an invite in the console, and it appears here.",
            To = "To",
            Subject = "Subject",
            As = "As",
            Email = "E-mail",
            Text = "Text message",
            At = "At",
            TextPart = "Text part",
            HtmlPart = "HTML part",
            Source = "Source of the HTML part",
            MessageTo = "Message to {0}",
        },
        Operations = new("Operations", "Waiting for the first figures.", "The last fifteen minutes", "Processes", "The figures are drawn with JavaScript. Turn it on for this page."),
        Guides = new()
        {
            Lead = "Show our agent what you see. It takes about one minute.",
            CopyLink = "Copy link",
            Copied = "The link is copied.",
            CopyByHand = "Copy this address:",
            Print = "Print",
            InTheWay = "If something is in the way",
            Android = new(
                "Android Connection Guide",
                [.. Steps("Chrome"), new("Allow the camera",
                    [
                        "Your phone asks for the camera. Tap <b>Allow</b>.", "It may ask twice: once for Chrome itself. Allow both.",
                        "The agent sees the picture, and only while you are connected.",
                    ],
                    new("_AllowAndroid", "Android asks for the camera. A finger taps Allow on every visit.",
                        "Use your camera?", "Allow on every visit", "Allow this time", "Don’t allow")), Point],
                [
                    new("You said no to the camera",
                        ["Tap the sign left of the address.", "Tap <b>Permissions</b>, then turn on <b>Camera</b>.", "Load the page again."],
                        new("_RefusedAndroid", "A finger taps the sign beside the address. Below, Permissions shows Camera with its switch on.",
                            "Permissions", "Camera")),
                    InApp("Chrome", "_OtherAppAndroid"),
                ],
                "You have an iPhone or iPad?", "Open the iOS guide", "/guide/ios"),
            Ios = new(
                "iOS Connection Guide",
                [.. Steps("Safari"), new("Allow the camera",
                    ["Your phone asks for the camera. Tap <b>Allow</b>.", "The agent sees the picture, and only while you are connected."],
                    new("_AllowIos", "The iPhone asks for the camera. A finger taps Allow.",
                        "This page", "would like to use", "the camera", "Don’t Allow", "Allow")), Point],
                [
                    new("You said no to the camera",
                        [
                            "Tap the sign beside the address.", "Tap <b>Website Settings</b>. Set <b>Camera</b> to <b>Allow</b>.", "Load the page again.",
                            "Still no camera? Open Settings, Apps, Safari, Camera. Choose <b>Allow</b>.",
                        ],
                        new("_RefusedIos", "A finger taps the sign beside the address. Above it, Camera is set to Allow.", "Website Settings", "Camera", "Allow")),
                    InApp("Safari", "_OtherAppIos"),
                ],
                "You have an Android phone?", "Open the Android guide", "/guide/android"),
        },
        Legal = new(
            "Terms",
            [
                new("What this is", "An agent of {0} sees live what your camera sees. They tell you what to do."),
                new("You decide", "Taking part is your choice. The camera starts only when you allow it. You can pause or end it at any time."),
                new("What not to show", "Keep passwords, bank cards and papers out of the picture. Ask other people before you show them or their home."),
                new("Stay safe", "The agent knows only what the picture shows. Stop when something seems dangerous, and say so. You decide whether to do a step."),
                new("What it costs", "The service costs you nothing. Your network may charge for data. That is up to twenty megabytes a minute."),
            ],
            "Privacy",
            [
                new("What the agent sees", "The agent sees live what your camera sees. They cannot look at anything else on your phone. They also see what phone and browser you use."),
                new("Which way the picture takes", "The picture goes straight from your phone to the agent. Where that is not possible, a relay server passes it on. It is encrypted all the way. The relay cannot look at it."),
                new("What is kept", "The live picture is not kept. {0} keeps when the session was and how it ended. It keeps which phone and browser you used. It keeps how good the connection was."),
                new("What your browser keeps", "Your browser keeps a random key and a ticket. They bring you back after you closed the page. They say nothing about you."),
                new("Your questions", "Ask {0} what it keeps about you, or to delete it."),
            ],
            "See also:"),
        Frame = new("Language", "Connect", "This page needs JavaScript. Switch it on, then reload.", "The console needs JavaScript. Turn it on for this address, then load the page again.", "Go to SeeSupport"),
        Problems = new Dictionary<string, string>(),
    };

    private static GuideStep Point => new(
        "Point the camera",
        ["Hold the phone still, and let it focus.", "You can pause or end at any time."],
        new("_PointCamera", "The phone shows a box with lights. Below the picture are Pause, Light, Flip and End."));

    private static IEnumerable<GuideStep> Steps(string browser) =>
    [
        new("Open the message", ["We sent you a text message or an e-mail.", "Tap the link in it. Then go on with step 3."],
            new("_OpenMessage", "A finger taps the link in a message.", "Show my camera")),
        new("No message? Type the code",
            [$"Open {browser}. Type this address at the top:", GuideWords.Address, "Then type the nine digits that the agent reads out."],
            new("_TypeCode", "A browser with the address ending in slash connect, and nine digits typed below it.", "Your code", "Continue")),
        new("Tick the box", ["Read who asks, and what for.", "Tick the box if you agree."],
            new("_TickBox", "A page that says who asks. A finger ticks the box below.")),
        new("Tap Connect", ["It is the large button below."], new("_TapConnect", "A finger taps the large button Connect.", "Connect")),
    ];

    private static GuideStep InApp(string browser, string picture) => new(
        "The page opened inside another app",
        ["Facebook, Instagram and some mail apps do this. No camera works there.", $"Tap the three dots. Then tap <b>Open in {browser}</b>."],
        new(picture, $"A finger taps the three dots of an app. Its menu offers Open in {browser}.", $"Open in {browser}"));
}
