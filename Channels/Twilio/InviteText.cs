using SeeSupport.Branding;
using SeeSupport.Channels.Invites;
using SeeSupport.Invites;
using SeeSupport.Languages;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Twilio;

/// <summary>The words of an invite by text message: one segment of plain letters wherever names and link leave room for it.</summary>
internal static class InviteText
{
    public static string Write(InviteMessage message, string link, CompanyOptions company)
    {
        var name = Gsm7.Fold(company.Name);
        var agent = Gsm7.Fold(message.AgentName);
        var versions = message.LanguageOr(company) == Language.Spanish ? Spanish(message, agent, name, link) : English(message, agent, name, link);
        return versions.FirstOrDefault(text => Gsm7.Segments(text) == 1) ?? versions[^1];
    }

    private static string[] English(InviteMessage message, string agent, string name, string link)
    {
        var who = agent.Length > 0 ? Join(agent, " from ", name) : name;
        return message.Content switch
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

        string[] Guide(string phone) =>
        [
            $"{Someone(who)} sends you the steps to connect your {phone}: {link}",
            $"{Someone(name)} sends you the steps to connect your {phone}: {link}",
            $"How to connect your {phone}: {link}",
        ];
    }

    /// <summary>In letters that texts have: of the accents, í, ó, ú and á are not among them and are left out.</summary>
    private static string[] Spanish(InviteMessage message, string agent, string name, string link)
    {
        var who = agent.Length > 0 ? Join(agent, " de ", name) : name;
        string[] versions = message.Content switch
        {
            InviteContent.AndroidGuide => Guide("Android"),
            InviteContent.IosGuide => Guide("iPhone"),
            InviteContent.Photo =>
            [
                $"{Someone(who)} le pide una foto. Responda a este mensaje con ella o envíela aquí: {link}",
                $"{Someone(name)} le pide una foto. Responda a este mensaje con ella o envíela aquí: {link}",
                $"Responda a este mensaje con una foto o envíela aquí: {link}",
                $"Responda con una foto: {link}",
            ],
            _ =>
            [
                $"{Someone(who)} le pide ver lo que ve su cámara. ¿No lo esperaba? Ignore esto. Entre aquí: {link}",
                $"{Someone(who)} le pide ver su cámara. ¿No lo esperaba? Ignore esto. {link}",
                $"{Someone(name)} le pide ver su cámara. ¿No lo esperaba? Ignore esto. {link}",
                $"Muestre su cámara. ¿No lo esperaba? Ignore esto. {link}",
                $"Muestre su cámara: {link}",
            ],
        };
        return [.. versions.Select(Gsm7.Fold)];

        string[] Guide(string phone) =>
        [
            $"{Someone(who)} le envía los pasos para conectar su {phone}: {link}",
            $"{Someone(name)} le envía los pasos para conectar su {phone}: {link}",
            $"Cómo conectar su {phone}: {link}",
        ];
    }

    private static string Someone(string who) => who.Length > 0 ? who : "Support";

    private static string Join(string first, string between, string second) => second.Length > 0 ? first + between + second : first;
}
