namespace SeeSupport.WebFront.Languages;

/// <summary>The server's own pages in Spanish.</summary>
internal static class SpanishWords
{
    public static readonly PageWords Words = new()
    {
        SignIn = new(
            "Iniciar sesión", "Nombre de usuario", "Contraseña", "Recordar el nombre de usuario", "Entrar", "¿Olvidó la contraseña? Pregunte a su administrador."),
        Password = new(
            "Cambiar la contraseña", "Contraseña actual", "Contraseña nueva", "Contraseña nueva otra vez",
            "8 o más caracteres con mayúsculas, minúsculas y una cifra.", "Cambiar la contraseña",
            "Su contraseña ha cambiado. Los otros navegadores han cerrado la sesión.", "Volver a la consola"),
        Outbox = new()
        {
            Title = "Bandeja de salida",
            Back = "Volver a la consola",
            Explanation = "Nada de esto se ha enviado. Cada mensaje suyo está aquí tal como se habría enviado, el más nuevo primero. Configure un servidor de correo o Twilio, y las invitaciones saldrán.",
            Empty = "Todavía nada. Envíe una invitación en la consola y aparecerá aquí.",
            To = "Para",
            Subject = "Asunto",
            As = "Como",
            Email = "Correo",
            Text = "Mensaje de texto",
            At = "Hora",
            TextPart = "Parte de texto",
            HtmlPart = "Parte HTML",
            Source = "Código de la parte HTML",
            MessageTo = "Mensaje para {0}",
        },
        Operations = new("Operación", "Esperando las primeras cifras.", "Los últimos quince minutos", "Procesos", "Las cifras se dibujan con JavaScript. Actívelo para esta página."),
        Guides = new()
        {
            Lead = "Muestre a nuestro agente lo que ve. Tarda un minuto.",
            CopyLink = "Copiar enlace",
            Copied = "El enlace está copiado.",
            CopyByHand = "Copie esta dirección:",
            Print = "Imprimir",
            InTheWay = "Si algo lo impide",
            Android = new(
                "Guía de conexión para Android",
                [.. Steps("Chrome"), new("Permita la cámara",
                    [
                        "Su teléfono pregunta por la cámara. Toque <b>Permitir</b>.", "Puede preguntar dos veces: una por Chrome mismo. Permita ambas.",
                        "El agente ve la imagen, y solo mientras esté conectado.",
                    ],
                    new("_AllowAndroid", "Android pregunta por la cámara. Un dedo toca Permitir en cada visita.",
                        "¿Usar la cámara?", "En cada visita", "Esta vez", "No permitir")), Point],
                [
                    new("Dijo que no a la cámara",
                        ["Toque el signo a la izquierda de la dirección.", "Toque <b>Permisos</b> y active <b>Cámara</b>.", "Cargue la página otra vez."],
                        new("_RefusedAndroid", "Un dedo toca el signo junto a la dirección. Debajo, Permisos muestra Cámara activada.", "Permisos", "Cámara")),
                    InApp("Chrome", "_OtherAppAndroid"),
                ],
                "¿Tiene un iPhone o iPad?", "Abra la guía para iOS", "/guide/ios"),
            Ios = new(
                "Guía de conexión para iOS",
                [.. Steps("Safari"), new("Permita la cámara",
                    ["Su teléfono pregunta por la cámara. Toque <b>Permitir</b>.", "El agente ve la imagen, y solo mientras esté conectado."],
                    new("_AllowIos", "El iPhone pregunta por la cámara. Un dedo toca Permitir.",
                        "Esta página", "quiere usar", "la cámara", "No permitir", "Permitir")), Point],
                [
                    new("Dijo que no a la cámara",
                        [
                            "Toque el signo junto a la dirección.", "Toque <b>Ajustes del sitio web</b>. Ponga <b>Cámara</b> en <b>Permitir</b>.", "Cargue la página otra vez.",
                            "¿Todavía sin cámara? Abra Ajustes, Apps, Safari, Cámara. Elija <b>Permitir</b>.",
                        ],
                        new("_RefusedIos", "Un dedo toca el signo junto a la dirección. Encima, Cámara está en Permitir.", "Ajustes del sitio web", "Cámara", "Permitir")),
                    InApp("Safari", "_OtherAppIos"),
                ],
                "¿Tiene un teléfono Android?", "Abra la guía para Android", "/guide/android"),
        },
        Legal = new(
            "Condiciones",
            [
                new("Qué es esto", "Un agente de {0} ve en directo lo que ve su cámara. Le dice qué hacer."),
                new("Usted decide", "Participar es decisión suya. La cámara empieza solo cuando usted lo permite. Puede pausarla o terminar en cualquier momento."),
                new("Qué no mostrar", "Deje contraseñas, tarjetas y documentos fuera de la imagen. Pregunte a otras personas antes de mostrarlas o mostrar su casa."),
                new("Cuídese", "El agente solo sabe lo que muestra la imagen. Pare si algo parece peligroso, y dígalo. Usted decide si da un paso."),
                new("Cuánto cuesta", "El servicio no le cuesta nada. Su red puede cobrar los datos. Son hasta veinte megabytes por minuto."),
            ],
            "Privacidad",
            [
                new("Qué ve el agente", "El agente ve en directo lo que ve su cámara. No puede mirar nada más en su teléfono. También ve qué teléfono y navegador usa."),
                new("Qué camino toma la imagen", "La imagen va directamente de su teléfono al agente. Donde no es posible, un servidor de relé la reenvía. Va cifrada todo el camino. El relé no puede verla."),
                new("Qué se guarda", "La imagen en directo no se guarda. {0} guarda cuándo fue la sesión y cómo terminó. Guarda qué teléfono y navegador usó. Guarda cómo fue la conexión."),
                new("Qué guarda su navegador", "Su navegador guarda una clave al azar y un billete. Le traen de vuelta si cerró la página. No dicen nada de usted."),
                new("Sus preguntas", "Pregunte a {0} qué guarda sobre usted, o pida que lo borre."),
            ],
            "Vea también:"),
        Frame = new("Idioma", "Conectar", "Esta página necesita JavaScript. Actívelo y recargue.", "La consola necesita JavaScript. Actívelo para esta dirección y cargue la página otra vez.", "Ir a SeeSupport"),
        Problems = new Dictionary<string, string>
        {
            ["sign-in-refused"] = "El nombre de usuario o la contraseña no son correctos. Revise ambos e inténtelo de nuevo.",
            ["account-disabled"] = "Esta cuenta está desactivada. Pregunte a su administrador.",
            ["account-for-programs"] = "Esta cuenta es para programas. Inicie sesión con una cuenta propia.",
            ["account-locked"] = "Demasiados intentos. Espere unos minutos e inténtelo de nuevo.",
            ["account-changed"] = "Otra persona acaba de cambiar la cuenta. Inténtelo de nuevo.",
            ["account-unknown"] = "Esa cuenta no existe. Revise el nombre de usuario.",
            ["too-many-sign-ins"] = "Muchísimas personas están entrando. Inténtelo dentro de un minuto.",
            ["page-too-old"] = "Esta página estuvo abierta demasiado tiempo. Inicie sesión una vez más.",
            ["passwords-differ"] = "Las dos contraseñas nuevas no son iguales. Escríbalas otra vez.",
            ["password-wrong"] = "La contraseña actual no es correcta. Escriba aquella con la que entra.",
            ["password-weak"] = "La contraseña necesita 8 o más caracteres con mayúsculas, minúsculas y una cifra.",
            ["password-too-long"] = "La contraseña es demasiado larga. Use una más corta.",
            ["not-found"] = "No hay nada en esta dirección. Revísela o vuelva atrás.",
            ["not-allowed"] = "Su cuenta no puede hacer esto. Pregunte a su administrador.",
            ["not-answered"] = "SeeSupport no respondió a tiempo. Inténtelo dentro de un momento.",
            ["not-understood"] = "El navegador envió algo que no entendemos. Vuelva atrás e inténtelo de nuevo.",
        },
    };

    private static GuideStep Point => new(
        "Apunte la cámara",
        ["Sujete el teléfono quieto y deje que enfoque.", "Puede pausar o terminar en cualquier momento."],
        new("_PointCamera", "El teléfono muestra una caja con luces. Debajo de la imagen están Pausa, Luz, Girar y Terminar."));

    private static IEnumerable<GuideStep> Steps(string browser) =>
    [
        new("Abra el mensaje", ["Le enviamos un mensaje de texto o un correo.", "Toque el enlace. Siga con el paso 3."],
            new("_OpenMessage", "Un dedo toca el enlace de un mensaje.", "Mostrar mi cámara")),
        new("¿Sin mensaje? Escriba el código",
            [$"Abra {browser}. Escriba arriba esta dirección:", GuideWords.Address, "Luego escriba las nueve cifras que lee el agente."],
            new("_TypeCode", "Un navegador con la dirección que termina en barra connect, y nueve cifras escritas debajo.", "Su código", "Continuar")),
        new("Marque la casilla", ["Lea quién pide y para qué.", "Marque la casilla si está de acuerdo."],
            new("_TickBox", "Una página que dice quién pide. Un dedo marca la casilla de abajo.")),
        new("Toque Conectar", ["Es el botón grande de abajo."], new("_TapConnect", "Un dedo toca el botón grande Conectar.", "Conectar")),
    ];

    private static GuideStep InApp(string browser, string picture) => new(
        "La página se abrió dentro de otra aplicación",
        ["Facebook, Instagram y algunos correos lo hacen. Allí no funciona la cámara.", $"Toque los tres puntos. Luego toque <b>Abrir en {browser}</b>."],
        new(picture, $"Un dedo toca los tres puntos de una aplicación. Su menú ofrece Abrir en {browser}.", $"Abrir en {browser}"));
}
