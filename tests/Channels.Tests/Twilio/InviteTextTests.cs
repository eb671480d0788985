using SeeSupport.Branding;
using SeeSupport.Invites;

namespace SeeSupport.Channels.Twilio;

public class InviteTextTests
{
    private const string Link = "https://support.example.com/j#session0000000ab.AAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("Ana", "SeeSupport", "Ana from SeeSupport asks to see what your camera sees. Not expected? Ignore this. Connect: ")]
    [InlineData("Łukasz", "Żółty", "Lukasz from Zolty asks to see what your camera sees. Not expected? Ignore this. Connect: ")]
    [InlineData("山田", "Acme", "Acme asks to see what your camera sees. Not expected? Ignore this. Connect: ")]
    [InlineData("A very long name that nobody would ever have, or would they", "Acme", "Acme asks to see your camera. Not expected? Ignore this. ")]
    [InlineData("山田", "株式会社", "Support asks to see what your camera sees. Not expected? Ignore this. Connect: ")]
    public void Write_FitsOneSegment(string agent, string company, string words)
    {
        var text = Write(agent, company, InviteContent.Connect, Link);

        Assert.Equal(words + Link, text);
        Assert.Equal(1, Gsm7.Segments(text));
    }

    [Fact]
    public void Write_KeepsTheWholeLink_WhateverItsLength()
    {
        var link = Link.Replace("support.example.com", new string('a', 120) + ".example.com", StringComparison.Ordinal);

        Assert.Equal($"Show us your camera: {link}", Write("Ana", "SeeSupport", InviteContent.Connect, link));
    }

    [Theory]
    [InlineData(InviteContent.AndroidGuide, "Ana from SeeSupport sends you the steps to connect your Android phone: https://support.example.com/guide/android")]
    [InlineData(InviteContent.IosGuide, "Ana from SeeSupport sends you the steps to connect your iPhone: https://support.example.com/guide/ios")]
    public void Write_NamesTheGuide(InviteContent content, string text) =>
        Assert.Equal(text, Write("Ana", "SeeSupport", content, text[text.IndexOf("https", StringComparison.Ordinal)..]));

    [Theory]
    [InlineData("Ana", "Ana de Acme le pide ver ")]
    [InlineData("A very long name that nobody would ever have, or would they", "Acme le pide ver ")]
    public void Write_SpeaksTheLanguageThatTheAgentChose_InOneSegment(string agent, string words)
    {
        var text = InviteText.Write(
            Installation.Invite(InviteChannel.Phone) with { AgentName = agent, Language = "es" }, Link, new CompanyOptions { Name = "Acme" });

        Assert.Equal(1, Gsm7.Segments(text));
        Assert.EndsWith(Link, text);
        Assert.StartsWith(words, text);
    }

    [Fact]
    public void Write_SpeaksTheCompanysLanguage_WhereTheAgentChoseNone() => Assert.StartsWith(
        "Ana de Acme",
        InviteText.Write(Installation.Invite(InviteChannel.Phone) with { AgentName = "Ana" }, Link, new CompanyOptions { Name = "Acme", Language = "es" }));

    private static string Write(string agent, string company, InviteContent content, string link) =>
        InviteText.Write(Installation.Invite(InviteChannel.Phone) with { AgentName = agent, Content = content }, link, new CompanyOptions { Name = company });
}
