using SeeSupport.Branding;
using SeeSupport.Invites;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Twilio;

/// <summary>The words of an invite by text message: one segment of plain letters wherever names and link leave room for it.</summary>
internal static class InviteText
{
    public static string Write(InviteMessage message, string link, CompanyOptions company)
    {
        var name = Gsm7.Fold(company.Name);
        var who = Gsm7.Fold(message.AgentName) is { Length: > 0 } agent ? Join(agent, " from ", name) : name;
        string[] versions = message.Content switch
        {
            InviteContent.AndroidGuide => Guide("Android phone"),
            InviteContent.IosGuide => Guide("iPhone"),
            InviteContent.Photo =>
            [
                $"{Someone(who)} asks for a photo. Answer this text with it, or send it here: {link}",
                $"{Someone(name)} asks for a photo. Answer this text with it, or send it here: {link}",
                $"Please answer this text with a photo, or send it here: {link}",
                $"Answer with a photo: {link}",
            ],
            _ =>
            [
                $"{Someone(who)} asks to see what your camera sees. Not expected? Ignore this. Connect: {link}",
                $"{Someone(who)} asks to see your camera. Not expected? Ignore this. {link}",
                $"{Someone(name)} asks to see your camera. Not expected? Ignore this. {link}",
                $"Show us your camera. Not expected? Ignore this. {link}",
                $"Show us your camera: {link}",
            ],
        };
        return versions.FirstOrDefault(text => Gsm7.Segments(text) == 1) ?? versions[^1];

        string[] Guide(string phone) =>
        [
            $"{Someone(who)} sends you the steps to connect your {phone}: {link}",
            $"{Someone(name)} sends you the steps to connect your {phone}: {link}",
            $"How to connect your {phone}: {link}",
        ];
    }

    private static string Someone(string who) => who.Length > 0 ? who : "Support";

    private static string Join(string first, string between, string second) => second.Length > 0 ? first + between + second : first;
}
