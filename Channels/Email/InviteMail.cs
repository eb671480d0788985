using System.Text.Encodings.Web;
using SeeSupport.Branding;
using SeeSupport.Channels.Invites;
using SeeSupport.Invites;
using SeeSupport.Languages;
using SeeSupport.Ports;

namespace SeeSupport.Channels.Email;

/// <summary>The words of an invite by e-mail: who asks, for what, what will happen, one button, and what to do if it was not expected.</summary>
internal static class InviteMail
{
    public static MailContent Write(InviteMessage message, string link, CompanyOptions company)
    {
        var agent = OneLine(message.AgentName);
        var words = message.LanguageOr(company) == Language.Spanish ? Spanish(message, agent, company) : English(message, agent, company);
        return new(words.Subject, Text(words, link, company), Html(words, link, company));
    }

    private static Words English(InviteMessage message, string agent, CompanyOptions company)
    {
        var who = agent.Length > 0 ? $"{agent} from {company.Name}" : company.Name;
        var frame = new Words(
            "", $"{who} would like to help you.", "", [], "", Language.English, "The button does nothing? Open this address:",
            "If you did not expect this, ignore it. Nothing happens then.", "Terms", "Privacy");
        return message.Content switch
        {
            InviteContent.AndroidGuide => Guide("Android phone"),
            InviteContent.IosGuide => Guide("iPhone or iPad"),
            InviteContent.Photo => frame with
            {
                Subject = $"{who} asks for a photo",
                Purpose = "With a photo you can show what you see.",
                Steps =
                [
                    "Open this on the phone or computer that has the photo.",
                    "Choose Send a photo instead.",
                    "Take or choose up to ten photos.",
                ],
                Button = "Send a photo",
            },
            _ => frame with
            {
                Subject = $"{who} asks to see what your camera sees",
                Purpose = "With your phone's camera you can show what you see.",
                Steps =
                [
                    "Open this on the phone whose camera you want to use.",
                    "Read the terms, then tap Connect.",
                    "Allow the camera. You can stop at any time.",
                ],
                Button = "Connect",
            },
        };

        Words Guide(string device) => frame with
        {
            Subject = $"How to connect your {device} with {company.Name}",
            Opening = $"{who} sends you the steps to connect.",
            Purpose = $"They are made for your {device}, with a picture for each.",
            Button = "Open the guide",
        };
    }

    private static Words Spanish(InviteMessage message, string agent, CompanyOptions company)
    {
        var who = agent.Length > 0 ? $"{agent} de {company.Name}" : company.Name;
        var frame = new Words(
            "", $"{who} quiere ayudarle.", "", [], "", Language.Spanish, "¿El botón no hace nada? Abra esta dirección:",
            "Si no esperaba esto, ignórelo. Entonces no pasa nada.", "Condiciones", "Privacidad");
        return message.Content switch
        {
            InviteContent.AndroidGuide => Guide("teléfono Android"),
            InviteContent.IosGuide => Guide("iPhone o iPad"),
            InviteContent.Photo => frame with
            {
                Subject = $"{who} le pide una foto",
                Purpose = "Con una foto puede mostrar lo que ve.",
                Steps = ["Abra esto en el teléfono u ordenador que tiene la foto.", "Elija enviar una foto en su lugar.", "Tome o elija hasta diez fotos."],
                Button = "Enviar una foto",
            },
            _ => frame with
            {
                Subject = $"{who} le pide ver lo que ve su cámara",
                Purpose = "Con la cámara de su teléfono puede mostrar lo que ve.",
                Steps =
                [
                    "Abra esto en el teléfono cuya cámara quiere usar.",
                    "Lea las condiciones y toque Conectar.",
                    "Permita la cámara. Puede parar en cualquier momento.",
                ],
                Button = "Conectar",
            },
        };

        Words Guide(string device) => frame with
        {
            Subject = $"Cómo conectar su {device} con {company.Name}",
            Opening = $"{who} le envía los pasos para conectar.",
            Purpose = $"Están hechos para su {device}, con un dibujo para cada uno.",
            Button = "Abrir la guía",
        };
    }

    private static string Text(Words words, string link, CompanyOptions company)
    {
        string[] links =
        [
            .. company.TermsUrl is { Length: > 0 } terms ? new[] { $"{words.Terms}: {terms}" } : [],
            .. company.PrivacyUrl is { Length: > 0 } privacy ? new[] { $"{words.Privacy}: {privacy}" } : [],
        ];
        string[] lines =
        [
            words.Opening,
            words.Purpose,
            "",
            .. words.Steps.Select((step, i) => $"{i + 1}. {step}"),
            .. words.Steps.Count > 0 ? new[] { "" } : [],
            $"{words.Button}:",
            link,
            "",
            words.NotExpected,
            "",
            company.Name,
            .. links,
        ];
        return string.Join('\n', lines);
    }

    // Mail programs know no style sheets of their own site and little CSS: styles stand inline, and the few rules for dark mode
    // replace them where a program understands media queries. The others get colours that are readable when they invert them.
    private static string Html(Words words, string link, CompanyOptions company)
    {
        var accent = AccentColour.Parse(company.Accent);
        var encode = HtmlEncoder.Default;
        var href = encode.Encode(link);
        var steps = string.Concat(words.Steps.Select(step => $"""<li style="margin:0 0 8px">{encode.Encode(step)}</li>"""));
        var list = steps.Length > 0 ? $"""<ol style="margin:0 0 24px;padding:0 0 0 24px">{steps}</ol>""" : "";
        var links = string.Join(
            " · ",
            new[] { (company.TermsUrl, words.Terms), (company.PrivacyUrl, words.Privacy) }
                .Where(entry => entry.Item1 is { Length: > 0 })
                .Select(entry => $"""<a class="soft" href="{encode.Encode(entry.Item1!)}" style="color:#464d59">{entry.Item2}</a>"""));
        return $$"""
            <!doctype html>
            <html lang="{{words.Language.Tag}}" dir="{{words.Language.Direction}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{{encode.Encode(words.Subject)}}</title>
            <style>
            @media (prefers-color-scheme: dark) {
            .ground { background: #101217 !important; }
            .card { background: #191c22 !important; border-color: #323844 !important; }
            .ink { color: #eef0f4 !important; }
            .soft { color: #b9c0cb !important; }
            .link { color: {{accent.InkOnDark}} !important; }
            }
            </style>
            </head>
            <body class="ground" style="margin:0;padding:0;background:#f4f5f8">
            <table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f8">
            <tr><td align="center" style="padding:24px 12px">
            <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #d6dae2;border-radius:8px">
            <tr><td class="ink" style="padding:32px 24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#14171d;text-align:start">
            <p class="soft" style="margin:0 0 16px;font-size:14px;color:#464d59">{{encode.Encode(company.Name)}}</p>
            <h1 style="margin:0 0 8px;font-size:20px;line-height:1.3">{{encode.Encode(words.Opening)}}</h1>
            <p style="margin:0 0 24px">{{encode.Encode(words.Purpose)}}</p>
            {{list}}
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="background:{{accent.Fill}};border-radius:8px">
            <a href="{{href}}" style="display:block;padding:16px 24px;font-size:20px;font-weight:600;line-height:1.2;color:{{accent.OnFill}};text-decoration:none">{{encode.Encode(words.Button)}}</a>
            </td></tr></table>
            <p class="soft" style="margin:24px 0 4px;font-size:14px;color:#464d59">{{encode.Encode(words.OpenThis)}}</p>
            <p style="margin:0 0 24px;font-size:14px;word-break:break-all"><a class="link" href="{{href}}" style="color:{{accent.InkOnLight}}">{{href}}</a></p>
            <p class="soft" style="margin:0;font-size:14px;color:#464d59">{{encode.Encode(words.NotExpected)}}</p>
            </td></tr>
            </table>
            <p class="soft" style="margin:16px 0 0;font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;color:#464d59">{{links}}</p>
            </td></tr>
            </table>
            </body>
            </html>
            """;
    }

    private static string OneLine(string name) => string.Concat(name.Where(character => !char.IsControl(character))).Trim();

    private sealed record Words(
        string Subject, string Opening, string Purpose, IReadOnlyList<string> Steps, string Button, Language Language, string OpenThis, string NotExpected,
        string Terms, string Privacy);
}
