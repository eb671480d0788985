namespace SeeSupport.Devices;

public class DeviceReaderTests
{
    private const string Ios18 = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    private const string MacSafari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15";
    private const string FrozenAndroid = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36";
    private const string Blink = "AppleWebKit/537.36 (KHTML, like Gecko)";
    private const string WebView = "AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";

    [Theory]
    // Android, Chrome, without client hints.
    [InlineData(FrozenAndroid, "Android · Chrome 141")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Chrome/141.0.0.0 Safari/537.36", "Android · Chrome 141")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; SM-G973F) {Blink} Chrome/96.0.4664.45 Mobile Safari/537.36", "Android 10 · SM-G973F · Chrome 96")]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; Pixel 7) {Blink} Chrome/109.0.0.0 Mobile Safari/537.36", "Android 13 · Pixel 7 · Chrome 109")]
    [InlineData($"Mozilla/5.0 (Linux; Android 8.1.0; Moto G (5S) Plus) {Blink} Chrome/90.0.4430.91 Mobile Safari/537.36", "Android 8.1 · Moto G (5S) Plus · Chrome 90")]
    [InlineData($"Mozilla/5.0 (Linux; Android 9; SAMSUNG SM-T595) {Blink} Chrome/92.0.4515.166 Safari/537.36", "Android 9 · SAMSUNG SM-T595 · Chrome 92")]
    [InlineData($"Mozilla/5.0 (Linux; U; Android 4.4.2; en-us; GT-I9505 Build/KOT49H) {WebView} Mobile Safari/534.30", "Android 4.4.2 · GT-I9505")]
    [InlineData($"Mozilla/5.0 (Linux; Android 12; Redmi Note 9 Pro Build/SKQ1.211019.001) {Blink} Chrome/104.0.0.0 Mobile Safari/537.36", "Android 12 · Redmi Note 9 Pro · Chrome 104")]
    // Android, other browsers.
    [InlineData($"Mozilla/5.0 (Linux; Android 14; SM-S928B) {Blink} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36", "Android 14 · SM-S928B · Samsung Internet 26")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Android · Samsung Internet 28")]
    [InlineData("Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0", "Android 15 · Firefox 142")]
    [InlineData("Mozilla/5.0 (Android 13; Tablet; rv:109.0) Gecko/118.0 Firefox/118.0", "Android 13 · Firefox 118")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Chrome/141.0.0.0 Mobile Safari/537.36 EdgA/141.0.0.0", "Android · Edge 141")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; HD1913) {Blink} Chrome/140.0.7339.51 Mobile Safari/537.36 EdgA/140.0.3485.54", "Android 10 · HD1913 · Edge 140")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Chrome/137.0.0.0 Mobile Safari/537.36 OPR/90.0.0.0", "Android · Opera 90")]
    [InlineData("Opera/9.80 (Android; Opera Mini/36.2.2254/191.249; U; en) Presto/2.12.423 Version/12.16", "Android · Opera Mini 36")]
    [InlineData($"Mozilla/5.0 (Linux; Android 12; M2012K11AG Build/SKQ1.211006.001) {Blink} Version/4.0 Chrome/100.0.4896.127 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.4.0-g", "Android 12 · M2012K11AG · Mi Browser 14")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; ELS-NX9) {Blink} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36", "Android 10 · ELS-NX9 · Huawei Browser 15")]
    [InlineData($"Mozilla/5.0 (Linux; Android 11; KFTRWI) {Blink} Silk/120.4.1 like Chrome/120.0.6099.230 Safari/537.36", "Android 11 · KFTRWI · Silk 120")]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; V2219 Build/TP1A) {WebView} Chrome/87.0.4280.141 Mobile Safari/537.36 VivoBrowser/12.3.0.4", "Android 13 · V2219 · Vivo Browser 12")]
    [InlineData($"Mozilla/5.0 (Linux; Android 10; K) {Blink} Chrome/131.0.0.0 Mobile Safari/537.36 Ddg/131.0", "Android · DuckDuckGo 131")]
    [InlineData($"Mozilla/5.0 (Linux; arm_64; Android 13; SM-A525F) {Blink} Chrome/134.0.6998.1067 YaBrowser/25.4.1.67.00 SA/3 Mobile Safari/537.36", "Android 13 · SM-A525F · Yandex 25")]
    // iPhone and iPad.
    [InlineData($"{Ios18}Version/18.2 Mobile/15E148 Safari/604.1", "iOS 18.2 · iPhone · Safari")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "iOS 26 · iPhone · Safari")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1", "iOS 26.1 · iPhone · Safari")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 15_8_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6.6 Mobile/15E148 Safari/604.1", "iOS 15.8.3 · iPhone · Safari")]
    [InlineData("Mozilla/5.0 (iPod touch; CPU iPhone OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1", "iOS 12.5.7 · iPod touch · Safari")]
    [InlineData($"{Ios18}CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1", "iOS 18.2 · iPhone · Chrome 141")]
    [InlineData($"{Ios18}FxiOS/142.0 Mobile/15E148 Safari/605.1.15", "iOS 18.2 · iPhone · Firefox 142")]
    [InlineData($"{Ios18}Version/18.0 EdgiOS/140.0.3485.94 Mobile/15E148 Safari/605.1.15", "iOS 18.2 · iPhone · Edge 140")]
    [InlineData($"{Ios18}Version/18.2 Mobile/15E148 Safari/604.1 OPT/5.4.0", "iOS 18.2 · iPhone · Opera 5")]
    [InlineData($"{Ios18}Version/18.2 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15", "iOS 18.2 · iPhone · DuckDuckGo 7")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1", "iPadOS 12.5.7 · iPad · Safari")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/127.0.6533.107 Mobile/15E148 Safari/604.1", "iPadOS 17.6.1 · iPad · Chrome 127")]
    // Apps that show the link in a browser of their own.
    [InlineData($"{Ios18}Mobile/15E148 [FBAN/FBIOS;FBAV/492.0.0.51.107;FBBV/665337277;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.2]", "iOS 18.2 · iPhone · inside Facebook")]
    [InlineData($"Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv) {WebView} Chrome/130.0.6723.86 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/489.0.0.66.81;]", "Android 14 · SM-A546B · inside Facebook")]
    [InlineData($"{Ios18}Mobile/15E148 [FBAN/MessengerForiOS;FBAV/480.0.0.33.109;FBBV/650000000]", "iOS 18.2 · iPhone · inside Messenger")]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; SM-G991B Build/TP1A.220624.014; wv) {WebView} Chrome/128.0.0.0 Mobile Safari/537.36 [FB_IAB/Orca-Android;FBAV/470.0.0.49.75;]", "Android 13 · SM-G991B · inside Messenger")]
    [InlineData($"{Ios18}Mobile/15E148 Instagram 360.0.0.30.109 (iPhone15,3; iOS 18_2; en_US; en; scale=3.00; 1290x2796; 666666666)", "iOS 18.2 · iPhone · inside Instagram")]
    [InlineData($"Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP3A.241005.015; wv) {WebView} Chrome/131.0.6778.39 Mobile Safari/537.36 Instagram 358.0.0.51.97 Android", "Android 15 · Pixel 9 · inside Instagram")]
    [InlineData($"{Ios18}Mobile/15E148 Barcelona 350.0.0.30.109 (iPhone15,3; iOS 18_2)", "iOS 18.2 · iPhone · inside Threads")]
    [InlineData($"{Ios18}Mobile/15E148 [LinkedInApp]/9.30.2600", "iOS 18.2 · iPhone · inside LinkedIn")]
    [InlineData($"Mozilla/5.0 (Linux; Android 14; moto g84 Build/U1TCS34; wv) {WebView} Chrome/129.0.0.0 Mobile Safari/537.36 musical_ly_2023605050 JsSdk/1.0 BytedanceWebview/d8a21c6", "Android 14 · moto g84 · inside TikTok")]
    [InlineData($"{Ios18}Mobile/15E148 musical_ly_37.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US BytedanceWebview/d8a21c6", "iOS 18.2 · iPhone · inside TikTok")]
    [InlineData($"{Ios18}Mobile/15E148 MicroMessenger/8.0.54(0x18003629) NetType/WIFI Language/en", "iOS 18.2 · iPhone · inside WeChat")]
    [InlineData($"Mozilla/5.0 (Linux; Android 12; NOH-AN00 Build/HUAWEINOH-AN00; wv) {WebView} Chrome/116.0.0.0 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.49.2600 WeChat/arm64 Weixin", "Android 12 · NOH-AN00 · inside WeChat")]
    [InlineData($"{Ios18}Mobile/15E148 Safari Line/14.19.1", "iOS 18.2 · iPhone · inside LINE")]
    [InlineData($"{Ios18}Version/18.2 Mobile/15E148 Snapchat/13.16.0.42 (like Safari/8620.1.16.10.11, panda)", "iOS 18.2 · iPhone · inside Snapchat")]
    [InlineData($"Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240905.003; wv) {WebView} Chrome/130.0.0.0 Mobile Safari/537.36 Snapchat/13.15.0.37", "Android 14 · Pixel 8 · inside Snapchat")]
    [InlineData($"{Ios18}Mobile/15E148 [Pinterest/iOS]", "iOS 18.2 · iPhone · inside Pinterest")]
    [InlineData($"{Ios18}Mobile/15E148 Twitter for iPhone/10.70", "iOS 18.2 · iPhone · inside X")]
    [InlineData($"{Ios18}GSA/345.0.701130160 Mobile/15E148 Safari/604.1", "iOS 18.2 · iPhone · inside Google")]
    [InlineData($"{Ios18}Mobile/15E148 KAKAOTALK 25.1.0", "iOS 18.2 · iPhone · inside KakaoTalk")]
    [InlineData($"{Ios18}Mobile/15E148", "iOS 18.2 · iPhone · inside an app")]
    [InlineData($"Mozilla/5.0 (Linux; Android 13; CPH2407 Build/TP1A.220905.001; wv) {WebView} Chrome/129.0.6668.100 Mobile Safari/537.36", "Android 13 · CPH2407 · inside an app")]
    // Desktops, where somebody tries a link.
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/141.0.0.0 Safari/537.36", "Windows · Chrome 141")]
    [InlineData($"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {Blink} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Windows · Edge 141")]
    [InlineData($"Mozilla/5.0 (Windows NT 6.1; Win64; x64) {Blink} Chrome/109.0.0.0 Safari/537.36", "Windows 7 · Chrome 109")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0", "Windows · Firefox 142")]
    [InlineData(MacSafari, "macOS · Safari")]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) {Blink} Chrome/116.0.0.0 Safari/537.36", "macOS 10.14.6 · Chrome 116")]
    [InlineData($"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {Blink} Chrome/141.0.0.0 Safari/537.36 OPR/122.0.0.0", "macOS · Opera 122")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Linux · Firefox 128")]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} HeadlessChrome/141.0.0.0 Safari/537.36", "Linux · Chrome 141")]
    [InlineData($"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {Blink} Chrome/141.0.0.0 Safari/537.36", "ChromeOS · Chrome 141")]
    [InlineData($"Mozilla/5.0 (X11; Linux x86_64) {Blink} Chrome/139.0.0.0 Safari/537.36 Vivaldi/7.5.3735.74", "Linux · Vivaldi 7")]
    // Nonsense.
    [InlineData("", "Unknown device")]
    [InlineData("   ", "Unknown device")]
    [InlineData("hello", "Unknown device")]
    [InlineData("curl/8.5.0", "Unknown device")]
    [InlineData("Mozilla/5.0", "Unknown device")]
    [InlineData("<script>alert(1)</script>", "Unknown device")]
    public void Label_SaysWhatTheStringTells_WithoutHints(string userAgent, string label) =>
        Assert.Equal(label, DeviceReader.Read(new() { UserAgent = userAgent }).Label);

    [Theory]
    [InlineData("Android", "15.0.0", "Pixel 9", "Google Chrome", "141.0.7390.43", "Android 15 · Pixel 9 · Chrome 141")]
    [InlineData("Android", "15.0.0", "SM-S938B", "Samsung Internet", "28.0.1.1", "Android 15 · SM-S938B · Samsung Internet 28")]
    [InlineData("Android", "14.0.0", "SM-A546B", "Microsoft Edge", "141.0.3537.57", "Android 14 · SM-A546B · Edge 141")]
    [InlineData("Android", "8.1.0", "Nokia 2.2", "Opera Mobile", "90.1.4712.81173", "Android 8.1 · Nokia 2.2 · Opera 90")]
    [InlineData("Android", "16.0.0", "", "Google Chrome", "142.0.7444.34", "Android 16 · Chrome 142")]
    [InlineData("Android", "", "", "Google Chrome", "141.0.7390.43", "Android · Chrome 141")]
    [InlineData("Windows", "15.0.0", "", "Google Chrome", "141.0.7390.43", "Windows 11 · Chrome 141")]
    [InlineData("Windows", "10.0.0", "", "Microsoft Edge", "141.0.3537.57", "Windows 10 · Edge 141")]
    [InlineData("macOS", "15.1.0", "", "Google Chrome", "141.0.7390.43", "macOS 15.1 · Chrome 141")]
    [InlineData("Chrome OS", "16328.65.0", "", "Google Chrome", "141.0.7390.43", "ChromeOS · Chrome 141")]
    [InlineData("Android", "14.0.0", "Pixel 8", "Brave", "141.0.0.0", "Android 14 · Pixel 8 · Brave 141")]
    public void Label_FollowsTheHints_OverTheFrozenString(
        string platform, string platformVersion, string model, string brand, string version, string label)
    {
        var described = DeviceReader.Read(new()
        {
            UserAgent = FrozenAndroid,
            Platform = platform,
            PlatformVersion = platformVersion,
            Model = model,
            Brands = [new("Not;A=Brand", "99.0.0.0"), new(brand, version), new("Chromium", "141.0.7390.43")],
        });

        Assert.Equal(label, described.Label);
    }

    [Theory]
    [InlineData("Not;A=Brand")]
    [InlineData("Not/A)Brand")]
    [InlineData("(Not(A:Brand")]
    [InlineData(" Not A;Brand")]
    [InlineData("Not_A Brand")]
    [InlineData("Not.A/Brand")]
    [InlineData("Not?A_Brand")]
    public void Browser_IsNeverTheMeaninglessBrand(string grease) =>
        Assert.Equal("Chromium", DeviceReader.Read(new() { Platform = "Linux", Brands = [new(grease, "8.0.0.0"), new("Chromium", "141.0.0.0")] }).Browser);

    [Fact]
    public void Platform_IsIpadOs_WhenAMacHasATouchScreen()
    {
        var described = DeviceReader.Read(new() { UserAgent = MacSafari, MaxTouchPoints = 5 });

        Assert.Equal("iPadOS 18.2 · iPad · Safari", described.Label);
        Assert.Equal("iPadOS", described.Platform);
    }

    [Fact]
    public void InApp_IsNothing_WhenThePageWasOpenedFromTheHomeScreen()
    {
        var described = DeviceReader.Read(new() { UserAgent = $"{Ios18}Mobile/15E148", Installed = true });

        Assert.Null(described.InApp);
        Assert.Equal("iOS 18.2 · iPhone", described.Label);
    }

    [Fact]
    public void InApp_IsSeen_WhenOnlyTheHintsTellOfIt() =>
        Assert.Equal("an app", DeviceReader.Read(new() { UserAgent = FrozenAndroid, Platform = "Android", Brands = [new("Android WebView", "141.0.0.0")] }).InApp);

    [Fact]
    public void Model_IsNeverTheFrozenLetter() => Assert.Null(DeviceReader.Read(new() { UserAgent = FrozenAndroid, Platform = "Android", Model = "K" }).Model);

    [Fact]
    public void Version_IsNotTheFrozenOne_WhenHintsSayOtherwise() =>
        Assert.Equal("15", DeviceReader.Read(new() { UserAgent = FrozenAndroid, Platform = "Android", PlatformVersion = "15.0.0" }).PlatformVersion);

    [Fact]
    public void Parts_AreBoundedAndVisible_WhateverTheBrowserSends()
    {
        var described = DeviceReader.Read(new()
        {
            UserAgent = new string('x', 100_000),
            Platform = "Android",
            PlatformVersion = new string('9', 5000),
            Model = "Evil\u202e\u0007\n\u200b" + new string('m', 5000),
            Brands = [.. Enumerable.Range(0, 500).Select(i => new BrandVersion(new string('b', 5000) + i, "\u0000" + i))],
        });

        Assert.True(described.Label.Length <= 140, described.Label);
        Assert.Equal("Evil" + new string('m', 36), described.Model);
        Assert.DoesNotContain(described.Label, c => char.IsControl(c) || c is '\u202e' or '\u200b');
    }

    [Fact]
    public void Read_Survives_AListThatWasNeverSet() =>
        Assert.Equal("Unknown device", DeviceReader.Read(new() { UserAgent = null!, Brands = default }).Label);
}
