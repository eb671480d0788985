import type { SessionEvent } from "../../hub/contract.ts";
import type { ConsoleWords } from "../en/console.ts";
import { pluralsIn } from "../numbers.ts";
import { numberAtEnd } from "../problems.ts";

const plural = pluralsIn("es");

/** Todo lo que lee el agente, en español. */
const console: ConsoleWords = {
  product: "SeeSupport",
  language: "Idioma",
  status: {
    "waiting": "En espera del consumidor",
    "arrived": "El consumidor está aquí",
    "joining": "Conectando",
    "live": "En directo",
    "paused": "En pausa por el consumidor",
    "on-hold": "Retenida",
    "interrupted": "Interrumpida",
    "closed": "Cerrada",
  },
  endReasons: {
    "resolved": "Cerrada como resuelta.",
    "unresolved": "Cerrada como no resuelta.",
    "cancelled": "Cancelada: nadie había entrado.",
    "consumer-left": "El consumidor terminó la sesión.",
    "terms-declined": "El consumidor rechazó las condiciones y no volvió.",
    "permission-refused": "El consumidor no permitió la cámara y no volvió.",
    "consumer-lost": "El consumidor estuvo ausente más de 10 minutos.",
    "agent-lost": "Esta consola estuvo ausente demasiado tiempo.",
    "no-route": "La imagen no encontró camino por las redes.",
    "stopped": "Un administrador o supervisor la cerró.",
  },
  closed: "Cerrada.",
  desk: {
    lineLost: "Se ha perdido la conexión con SeeSupport. El vídeo continúa. Reconectando…",
    signedOut: "No llega nada nuevo hasta que inicie sesión otra vez.",
    signIn: "Iniciar sesión",
    connecting: "Conectando con SeeSupport…",
    silent: "SeeSupport aún no responde. Esta página lo sigue intentando.",
    emptyTitle: "Vea lo que ve el consumidor",
    emptyText: "Inicie una sesión. Recibirá un código de conexión para leer en voz alta y podrá enviar una invitación con un enlace. La imagen de la cámara del consumidor aparecerá aquí.",
    start: "Iniciar",
    startTitle: "Iniciar una sesión nueva",
    dismiss: "Descartar",
    trouble: "Esta página encontró algo inesperado. Recárguela; las sesiones siguen abiertas.",
  },
  menu: { password: "Cambiar la contraseña", outbox: "Bandeja de salida", operations: "Operaciones", signOut: "Cerrar sesión" },
  theme: { label: theme => `Tema: ${theme}`, system: "como el sistema", light: "claro", dark: "oscuro" },
  tabs: {
    label: "Sesiones",
    waiting: "en espera",
    joining: "entrando",
    closed: "cerrada",
    live: "en directo",
    unread: count => `${count} sin leer`,
    close: "Cerrar la pestaña (Supr)",
  },
  pictures: {
    label: "Imágenes",
    count: count => count === 1 ? "1 imagen" : `${count} imágenes`,
    unseen: count => count === 1 ? "1 nueva" : `${count} nuevas`,
    new: "Nueva",
    place: (place, of) => `Imagen ${place} de ${of}`,
    picture: (place, source) => `Imagen ${place}: ${source}`,
    tile: (place, source, state, time, unseen) => `Imagen ${place}, ${source}, ${state.toLowerCase()}, ${time}${unseen ? ", nueva" : ""}`,
    sources: {
      snapshot: "Foto de la cámara", frozen: "Guardada por usted", photo: "Foto del consumidor",
      text: from => from ? `Mensaje de texto de ${from}` : "Mensaje de texto",
    },
    states: { receiving: "Llegando", ready: "Lista", private: "No visible", failed: "No llegó" },
    news: {
      ready: count => count === 1 ? "Ha llegado una imagen nueva." : `Han llegado ${count} imágenes nuevas.`,
      other: "Llegó una imagen que no se puede mostrar. La lista de imágenes dice por qué.",
    },
    ask: "Pedir una foto",
    askByText: "Por SMS",
    askByTextTitle: "Envía un mensaje de texto que pide una foto",
    askOnPage: "En su página",
    askOnPageTitle: "Muestra la petición en la página del consumidor",
    asked: time => `Pedida a las ${time}. La foto aparecerá aquí sola.`,
    viewer: "Visor de imágenes",
    tools: "Herramientas de imagen",
    close: "Cerrar el visor",
    previous: "Imagen anterior",
    next: "Imagen siguiente",
    turnLeft: "Girar a la izquierda",
    turnRight: "Girar a la derecha",
    zoomIn: "Acercar",
    zoomOut: "Alejar",
    whole: "Imagen entera",
    mark: "Dibujar",
    compare: "Lado a lado",
    download: "Descargar",
    delete: "Borrar",
    deleteTitle: "¿Borrar esta imagen?",
    deleteText: "Se borra para todos y no vuelve. El registro conserva que estuvo ahí.",
    keepIt: "Conservarla",
    loading: "Cargando la imagen…",
    missing: "La imagen no se carga. Cierre el visor y ábralo de nuevo.",
    marks: count => count === 1 ? "1 marca en la imagen" : `${count} marcas en la imagen`,
    markText: "Texto en la imagen",
    keepCopy: "Guardar como imagen",
    keeping: "Guardando…",
    cancelMarks: "Cancelar",
    waiting: count => count === 1 ? "1 imagen espera la conexión" : `${count} imágenes esperan la conexión`,
  },
  ending: { label: "Terminar la sesión", resolved: "Resuelta", unresolved: "No resuelta" },
  guides: {
    label: "Guías para consumidores",
    android: "Guía de conexión para Android",
    ios: "Guía de conexión para iOS",
    share: guide => `Compartir la ${guide}`,
    close: "Cerrar",
    what: "Cualquiera puede abrirla. Muestra cada paso con un dibujo.",
    address: "dirección de la guía",
    print: "Imprimir",
    send: "Enviar la guía",
    needsSession: "Con una sesión abierta también se puede enviar por correo o mensaje de texto.",
    sent: to => `En camino a ${to}. El registro de la sesión dice cómo va.`,
  },
  copy: {
    link: "Copiar enlace",
    done: what => `Copiado: ${what}.`,
    byHand: what => `Para copiar a mano: ${what}`,
    whatLink: "enlace",
    qr: number => `Código QR del enlace a la sesión ${number}`,
  },
  invite: {
    label: "Invitación",
    list: "Invitaciones",
    send: "Enviar invitación",
    email: "Correo",
    phone: "Teléfono",
    channel: "Correo / Teléfono",
    language: "Idioma de la invitación",
    ownLanguage: "Idioma habitual",
    emailField: "Dirección de correo",
    phoneField: "Número de teléfono",
    emailMissing: "Escriba la dirección de correo del consumidor.",
    emailIncomplete: "Esta dirección de correo no está completa. Revísela: nombre@ejemplo.com.",
    phoneMissing: "Escriba el número del consumidor con su país: +1 202 555 0123.",
    phoneLetters: "Un número de teléfono solo lleva cifras. Empiece por + y el país.",
    phoneCountry: "Empiece por + y el país: +1 202 555 0123.",
    outbox: {
      email: "Todavía no se envía nada: no hay servidor de correo configurado. Las invitaciones quedan en la bandeja de salida.",
      phone: "Todavía no se envía nada: no hay servicio de mensajes configurado. Las invitaciones quedan en la bandeja de salida.",
    },
    openOutbox: "Abrir la bandeja de salida",
    opened: "abierta",
    contents: { "connect": "Invitación", "android-guide": "Guía para Android", "ios-guide": "Guía para iOS", "photo": "Petición de una foto" },
    states: {
      queued: "en cola",
      sending: "saliendo",
      sent: "enviada",
      delivered: "entregada",
      failed: "no entregada",
      outbox: "en la bandeja de salida",
    },
  },
  code: {
    title: "Código de conexión",
    spoken: digits => `El código es ${digits}`,
    lives: left => `Léalo en voz alta. Vale ${left} más.`,
    expired: "El código ha caducado. Pida uno nuevo y léalo en voz alta.",
    renew: "Código nuevo",
    used: "El código de conexión está usado: nadie más puede entrar con él. La imagen aparece aquí por sí sola.",
  },
  steps: {
    label: "El avance del consumidor",
    title: "El consumidor",
    noDevice: "Su dispositivo aparece aquí en cuanto llegue.",
    invite: "Lea el código o envíe una invitación",
    codeRead: "Código leído",
    come: "Abrir el enlace o escribir el código",
    linkOpened: "Enlace abierto",
    codeEntered: "Código escrito",
    terms: "Aceptar las condiciones y tocar Conectar",
    termsAccepted: "Condiciones aceptadas",
    termsDeclined: "Condiciones rechazadas",
    camera: "Permitir la cámara",
    cameraWaiting: "Esperando el permiso de la cámara",
    cameraAllowed: "Cámara permitida",
    cameraRefused: "Permiso de la cámara negado",
    connect: "Conectar",
    connecting: "Conectando",
    connected: "Conectado",
    noRoute: "Sin camino para la imagen",
    see: "Ver la imagen",
    live: "En directo",
  },
  place: { waiting: "En espera del consumidor", picture: "La imagen del consumidor" },
  picture: {
    video: "Vídeo en directo de la cámara del consumidor",
    tools: "Herramientas de la imagen",
    fit: "Ajustar",
    fill: "Llenar",
    actualSize: "Tamaño real",
    closer: "Acercar",
    farther: "Alejar",
    lookLeft: "Mirar a la izquierda",
    lookRight: "Mirar a la derecha",
    lookUp: "Mirar arriba",
    lookDown: "Mirar abajo",
    popOut: "Ventana propia",
    popIn: "Traer de vuelta",
    poppedOut: "La imagen está en su propia ventana",
    popOutRefused: "El navegador no deja abrir la ventana. Permita las ventanas emergentes de esta página e inténtelo de nuevo.",
    windowTitle: number => `n.º ${number} · SeeSupport`,
    fullScreen: "Pantalla completa",
    leaveFullScreen: "Salir de pantalla completa",
    hold: "Retener",
    resume: "Reanudar",
    held: { headline: "Retenida", advice: "El consumidor lo sabe, y su cámara está apagada hasta que usted reanude." },
    paused: { headline: "En pausa por el consumidor", advice: "La sesión sigue. Pídale que toque Reanudar." },
    pausedByPhone: { headline: "En pausa por el teléfono", advice: "El teléfono está bloqueado, en una llamada o en otra aplicación. Pídale que vuelva a la página." },
    noRoute: { headline: "Sin camino para la imagen", advice: "Pida al consumidor que cambie entre wifi y datos móviles." },
    left: { headline: "El consumidor cerró la página", advice: "El mismo enlace o página le trae de vuelta. Su lugar se guarda 10 minutos." },
    lost: { headline: "No se puede contactar con el teléfono", advice: "Pida al consumidor que abra la página otra vez. Su lugar se guarda 10 minutos." },
    interrupted: { headline: "La imagen está interrumpida", advice: "Se reconecta por sí sola. Suele ser un teléfono en movimiento o una red nueva." },
    black: { headline: "Conectado, pero no hay imagen", advice: "Pregunte si algo tapa la cámara." },
  },
  guide: {
    guiding: "Señalar y dibujar",
    tools: {
      hand: "Mover la imagen", laser: "Puntero láser", arrow: "Flecha", line: "Línea", box: "Recuadro", ellipse: "Elipse", pen: "Dibujar", text: "Texto",
      number: "Número",
    },
    colours: { yellow: "Amarillo", red: "Rojo", blue: "Azul", white: "Blanco" },
    nextColour: "Color siguiente",
    undo: "Deshacer",
    redo: "Rehacer",
    clear: "Borrar todo",
    freeze: "Congelar",
    unfreeze: "Volver al directo",
    frozenPicture: "Imagen congelada",
    frozenSending: percent => `Congelada. En camino al consumidor: ${percent} %`,
    keep: "Guardar como imagen",
    kept: "Guardada con las imágenes de la sesión, con sus marcas.",
    frozenShown: "Congelada. El consumidor ve la misma imagen.",
    marks: count => plural(count, { one: "1 marca en la imagen", other: `${count} marcas en la imagen` }),
    full: most => `Hay ${most} marcas en la imagen. Deshaga o borre algunas y siga dibujando.`,
    textField: "Escriba y pulse Intro",
  },
  camera: {
    group: "Cámara del teléfono",
    flip: "Girar",
    lens: "Objetivo",
    light: "Luz",
    focus: "Enfocar",
    zoom: "Zoom de la cámara",
    zoomIn: "Acercar",
    zoomOut: "Alejar",
    times: factor => `${factor.toFixed(1).replace(".", ",")}×`,
    sides: { rear: "Trasera", front: "Delantera", unknown: "Cámara" },
    kinds: { wide: "ultra gran angular", tele: "teleobjetivo", combined: "combinada", macro: "macro" },
    problems: {
      "light-refused": "El teléfono no encendió su luz. Pregunte si le queda poca batería e inténtelo otra vez.",
      "zoom-refused": "La cámara no se acercó. Pida al consumidor que se acerque.",
      "focus-refused": "La cámara no enfocó. Pida al consumidor que no se mueva.",
      "lens-refused": "Esa cámara no se pudo abrir. Se muestra la anterior.",
    },
  },
  talk: {
    group: "Sonido",
    talk: "Hablar",
    asked: "Preguntado…",
    takeBack: "Se ha preguntado al consumidor. Retirar la pregunta",
    mute: "Silenciar",
    muted: "En silencio",
    off: "Apagar sonido",
    hear: "Clic para oír",
    again: "Micrófono",
    ownMicrophone: {
      "microphone-denied": "Su navegador no abre el micrófono. Permítalo a la izquierda de la dirección e inténtelo otra vez.",
      "microphone-missing": "No se encontró ningún micrófono. Conecte unos auriculares e inténtelo otra vez.",
      "microphone-busy": "Otro programa usa el micrófono. Ciérrelo e inténtelo otra vez.",
    },
    taken: "Se le ha quitado el micrófono. Se pide de nuevo.",
    otherTaken: "El teléfono usa su micrófono para otra cosa, quizá una llamada.",
    otherMissing: "El teléfono aún no tiene micrófono. Pida al consumidor que toque Reintentar.",
    otherMuted: "El consumidor está en silencio.",
  },
  superseded: {
    title: "Abierta en otra ventana",
    text: number => `Abrió la sesión n.º ${number} en otra ventana. La imagen está allí ahora.`,
    useHere: "Usar aquí",
  },
  over: {
    title: number => `La sesión n.º ${number} está cerrada`,
    lasted: "Duró",
    withPicture: "Con imagen",
    device: "Dispositivo",
    note: "Nota",
    reopen: "Reabrir",
    close: "Cerrar la pestaña",
    hint: "Reabrir da un código de conexión y un enlace nuevos.",
  },
  side: {
    label: number => `Sesión ${number}`,
    title: number => `Sesión n.º ${number}`,
    timer: "Tiempo desde el inicio",
    noDevice: "Todavía sin dispositivo",
    ticket: "Caso",
    consumer: "Consumidor",
    describe: "Caso y consumidor",
    save: "Guardar",
    reconnecting: "El teléfono se está reconectando.",
    lost: "No se puede contactar con el teléfono. Su lugar se guarda.",
    left: "El consumidor cerró la página.",
    note: "Nota",
    noteLabel: "Nota, se guarda al cerrar la sesión",
    noteHint: "Se guarda con la sesión al cerrarla.",
  },
  quality: {
    label: "Conexión",
    words: ["sin imagen", "mala", "regular", "buena", "muy buena"],
    routes: { direct: "directa", relayed: "por relé" },
    over: (route, transport) => `${route} por ${transport}`,
    route: "Camino",
    roundTrip: "Ida y vuelta",
    loss: "Pérdida",
    frameRate: "Imágenes",
    perSecond: frames => `${frames} por segundo`,
    resolution: "Resolución",
    codec: "Códec",
    later: "Los datos aparecen aquí en cuanto llegue la imagen.",
  },
  log: {
    label: "Registro y chat",
    stream: "Registro de la sesión",
    you: "Usted",
    consumer: "Consumidor",
    field: "Mensaje",
    send: "Enviar",
    sending: "Enviando…",
    again: "Enviar otra vez",
    buzz: "Hacer vibrar el teléfono",
    earlier: "Mostrar líneas anteriores",
    remove: "Quitar",
    event: wordsOf,
  },
  texting: {
    title: number => `Mensaje de texto a ${number}`,
    titleWithoutNumber: "Mensaje de texto",
    number: "Número de teléfono",
    field: "Escriba al consumidor",
    send: "Enviar mensaje",
    askPhoto: "Pedir una foto",
    stopped: "El consumidor respondió STOP. No se puede enviar nada hasta que escriba START.",
    outbox: "Todavía no se envía nada: no hay servicio de mensajes. Los mensajes están en la bandeja de salida.",
    you: "Usted, por mensaje",
    consumer: "Consumidor, por mensaje",
    files: count => count === 1 ? "1 imagen" : `${count} imágenes`,
    size: (segments, left) => `${segments === 1 ? "1 segmento" : `${segments} segmentos`}, quedan ${left}`,
    wide: character => `«${character}» acorta los segmentos`,
    states: {
      queued: "Enviando…",
      sending: "Enviando…",
      sent: "Enviado",
      delivered: "Entregado",
      failed: "No enviado",
      outbox: "En la bandeja de salida",
    },
    waiting: "Mensajes",
    waitingTitle: "Mensajes que no son de ninguna sesión",
    waitingHint: "Estos mensajes no son de ninguna sesión. Añádalos a la que está delante o apártelos.",
    waitingHintWithoutSession: "Estos mensajes no son de ninguna sesión. Inicie una y añádalos.",
    texts: count => count === 1 ? "1 mensaje" : `${count} mensajes`,
    attach: session => `Añadir a la n.º ${session}`,
    putAway: "Apartar",
  },
  shortcuts: {
    title: "Atajos de teclado",
    on: "Las teclas sueltas hacen algo",
    labels: {
      help: "Mostrar esta lista",
      start: "Iniciar una sesión",
      nextSession: "Sesión siguiente",
      previousSession: "Sesión anterior",
      message: "Escribir un mensaje",
      buzz: "Hacer vibrar el teléfono",
      invite: "Ir a la invitación",
      renewCode: "Código nuevo",
      note: "Escribir la nota",
      hold: "Retener o reanudar",
      resolved: "Cerrar como resuelta",
      unresolved: "Cerrar como no resuelta",
      reopen: "Reabrir",
    },
  },
  problems: {
    "text-number-missing": "Esta sesión aún no tiene número de teléfono. Escriba primero el del consumidor.",
    "text-too-long-for-sms": "El mensaje es demasiado largo para un teléfono. Envíelo en partes de 1600 caracteres como máximo.",
    "text-limit-session": "Esta sesión ha enviado todos los mensajes que puede. Siga en el chat o llame.",
    "texts-gone": "Alguien ya ha tomado estos mensajes. Mire la lista otra vez.",
    "text-not-sent": "La sesión se cerró antes de enviar el mensaje. Reábrala para escribir.",
    "text-file-gone": "Twilio ya no tiene esta imagen. Pida al consumidor que la envíe otra vez.",
    "text-file-too-large": "La imagen es demasiado grande. Pida una más pequeña o una captura de pantalla.",
    "text-file-elsewhere": "La imagen no está en Twilio, así que no se recogió. Pídala otra vez.",
    "text-file-unreachable": "Twilio aún no nos da esta imagen. Se intenta otra vez automáticamente.",
    "text-file-given-up": "Twilio no nos dio esta imagen. Sigue allí; pídala otra vez.",
    "session-unknown": "Esa sesión no existe. Inicie una nueva.",
    "session-not-yours": "Esta sesión es de otro agente.",
    "session-limit": "Tiene tantas sesiones abiertas como se permiten. Cierre una e inicie otra vez.",
    "session-closed": "Esta sesión está cerrada. Reábrala para continuar.",
    "session-over": "Esta sesión ha terminado. Inicie una nueva.",
    "session-open": "Esta sesión ya está abierta.",
    "session-gone": "Esta sesión ya no se guarda. Inicie una nueva.",
    "session-taken": "Otro teléfono ha entrado en esta sesión. Pida un código nuevo.",
    "codes-exhausted": "Ahora no hay ningún código de conexión libre. Inténtelo dentro de un minuto.",
    "nobody-joined": "Todavía no ha entrado nadie. Espere a que el consumidor toque Conectar.",
    "consent-not-asked": "El agente no ha pedido esto, o ya no. Espere a que lo pida.",
    "not-live": "Todavía no hay imagen. Espere a que la sesión esté en directo.",
    "outcome-unexpected": "Cierre la sesión como Resuelta o No resuelta.",
    "buzz-too-soon": "Se acaba de llamar al teléfono. Espere unos segundos e inténtelo otra vez.",
    "detail-too-long": "Es demasiado largo. Acórtelo a 100 caracteres.",
    "text-empty": "El mensaje está vacío. Escriba algo primero.",
    "text-too-long": "El mensaje es demasiado largo. Envíelo en partes de 2000 caracteres como máximo.",
    "note-too-long": "La nota es demasiado larga. Acórtela a 2000 caracteres.",
    "signal-too-large": "El navegador envió más de lo permitido de una vez. Recargue la página.",
    "request-too-large": "El navegador envió más de lo permitido de una vez. Recargue la página.",
    "storage-unavailable": "No se pudo guardar, así que no se hizo. Inténtelo de nuevo enseguida.",
    "records-unavailable": "Ahora no se puede acceder al registro. Inténtelo dentro de un minuto.",
    "invite-address-malformed": "Esto no es una dirección de correo. Revísela, por ejemplo nombre@ejemplo.com.",
    "invite-number-malformed": "Esto no es un número de teléfono. Escríbalo con su país, por ejemplo +1 202 555 0123.",
    "invite-number-premium": "Este es un número de servicio, no un teléfono en manos de alguien. Pida un número móvil.",
    "invite-country-closed": "Las invitaciones a este país están desactivadas. Lea el código o envíe un correo.",
    "invite-limit-session": "Esta sesión ha enviado todas las invitaciones que puede. Lea el código en su lugar.",
    "invite-limit-agent": "Ha enviado todas las invitaciones que un agente puede por ahora. Lea el código en su lugar.",
    "invite-limit-number": "Este número ha recibido todas las invitaciones que puede por ahora. Lea el código en su lugar.",
    "invite-limit-address": "Esta dirección ha recibido todas las invitaciones que puede por ahora. Lea el código en su lugar.",
    "invite-limit-prefix": "Los números de este tipo han recibido todas las invitaciones que pueden por ahora. Lea el código en su lugar.",
    "invite-limit-global": "Las invitaciones están paradas por ahora, porque se enviaron muchísimas. Lea el código en su lugar.",
    "invite-outcome-unknown": "No podemos saber si se envió. Pregunte al consumidor o envíela otra vez.",
    "invite-not-sent": "La sesión se cerró antes de que saliera la invitación. Reábrala para invitar.",
    "sms-number-wrong": "Ese número de teléfono no existe. Compruébelo con el consumidor y envíe otra vez.",
    "sms-number-unknown": "Ya no se puede contactar con nadie en este número. Compruébelo con el consumidor.",
    "sms-not-mobile": "Este teléfono no recibe mensajes. Pida un número móvil o envíe un correo.",
    "sms-unsubscribed": "El consumidor se ha dado de baja de nuestros mensajes. Lea el código o envíe un correo.",
    "sms-unreachable": "El teléfono está apagado o sin red. Inténtelo dentro de un minuto o lea el código.",
    "sms-country-not-permitted": "Los mensajes a este país no están permitidos en Twilio. Lea el código y avise a un administrador.",
    "sms-queue-full": "Demasiados mensajes esperan para salir. Inténtelo dentro de un minuto o lea el código.",
    "sms-daily-limit": "Los mensajes de hoy se han agotado. Lea el código o envíe un correo.",
    "sms-blocked": "La red telefónica bloqueó el mensaje. Lea el código o envíe un correo.",
    "sms-sender-wrong": "Nuestro propio número no puede enviar este mensaje. Lea el código y avise a un administrador.",
    "sms-sign-in-refused": "Twilio rechazó nuestras credenciales. Lea el código y avise a un administrador.",
    "sms-suspended": "Nuestra cuenta de Twilio está suspendida. Lea el código y avise a un administrador.",
    "sms-trial-unverified": "Nuestra prueba de Twilio solo llega a números verificados. Lea el código y avise a un administrador.",
    "sms-callback-refused": "Twilio no puede usar nuestra dirección pública. Lea el código y avise a un administrador.",
    "sms-undelivered": "El mensaje no llegó y la red no dice por qué. Inténtelo otra vez o lea el código.",
    "sms-unavailable": "No se puede acceder a Twilio, así que no se envió nada. Inténtelo dentro de un minuto o lea el código.",
    "sms-misconfigured": "Nuestro servicio de mensajes no está bien configurado. Lea el código y avise a un administrador.",
    "mail-mailbox-unknown": "Ese buzón no existe. Compruebe la dirección con el consumidor y envíe otra vez.",
    "mail-mailbox-full": "El buzón del consumidor está lleno. Envíe un mensaje de texto o lea el código.",
    "mail-recipient-refused": "El servidor de correo no entrega a esta dirección. Envíe un mensaje de texto o lea el código.",
    "mail-content-refused": "El servidor de correo no aceptó el correo. Envíe un mensaje de texto o lea el código.",
    "mail-busy": "El servidor de correo pide que volvamos más tarde. Inténtelo en unos minutos o lea el código.",
    "mail-sign-in-refused": "El servidor de correo rechazó nuestras credenciales. Lea el código y avise a un administrador.",
    "mail-sender-refused": "El servidor de correo no envía desde nuestra dirección. Lea el código y avise a un administrador.",
    "mail-tls-missing": "El servidor de correo no ofrece cifrado, así que no se envió nada. Lea el código y avise a un administrador.",
    "mail-certificate": "El certificado del servidor de correo no es de fiar, así que no se envió nada. Lea el código y avise a un administrador.",
    "mail-unreachable": "No se puede acceder al servidor de correo, así que no se envió nada. Inténtelo dentro de un minuto o lea el código.",
    "mail-timeout": "El servidor de correo no respondió a tiempo, así que no se envió nada. Inténtelo otra vez o lea el código.",
    "mail-server-unfit": "El servidor de correo respondió de una forma desconocida, así que no se envió nada. Lea el código y avise a un administrador.",
    "camera-denied": "Se negó la cámara. Pida al consumidor que toque el símbolo a la izquierda de la dirección, permita la cámara y toque Reintentar.",
    "camera-dismissed": "La pregunta por la cámara se cerró sin respuesta. Pida al consumidor que toque Reintentar y luego Permitir.",
    "camera-missing": "Este dispositivo no tiene una cámara que el navegador pueda usar. Pida al consumidor que abra el enlace en un teléfono.",
    "camera-busy": "Otra aplicación usa la cámara. Pida al consumidor que cierre las demás, por ejemplo una videollamada, y toque Reintentar.",
    "camera-unsuitable": "La cámara no puede hacer lo que se le pidió. Pida al consumidor que toque Reintentar; entonces servirá cualquier cámara.",
    "page-insecure": "La página se abrió sin cifrado, y el navegador no abre la cámara. Envíe al consumidor un enlace nuevo.",
    "webrtc-missing": "Este navegador no puede enviar vídeo en directo. Pida al consumidor que abra el enlace en Chrome o Safari.",
    "in-app-browser": "El enlace se abrió dentro de otra aplicación, donde la cámara no funciona. Pida al consumidor que lo abra en Safari o Chrome.",
    "no-route": "No se encontró camino para la imagen por las redes. Pida al consumidor que cambie entre wifi y datos móviles y toque Reintentar.",
    "relay-refused": "El servidor de relé rechazó esta sesión y la imagen no tiene camino. Avise a su administrador; mientras tanto, inténtelo otra vez.",
    "relay-unreachable": "No se puede acceder al servidor de relé y la imagen no tiene camino. Pida al consumidor que cambie entre wifi y datos móviles.",
    "picture-black": "Conectado, pero la imagen está negra. Pregunte si algo tapa la cámara, o pida que la gire una vez.",
    "nothing-sent": "Conectado, pero el teléfono no envía imagen. Pida al consumidor que vuelva a la página o la recargue.",
    "microphone-denied": "El consumidor quiere hablar, pero el navegador niega el micrófono. Pídale que lo permita a la izquierda de la dirección y pregunte otra vez.",
    "microphone-missing": "El consumidor quiere hablar, pero su dispositivo no tiene micrófono. Hablen por teléfono o escriba.",
    "microphone-busy": "El consumidor quiere hablar, pero otra aplicación o una llamada usa el micrófono. Pídale que la termine y pregunte otra vez.",
    "session-on-hold": "La sesión está en espera. Reanúdela primero.",
    "audio-switched-off": "Aquí el sonido está desactivado. Hablen por teléfono o escriba.",
    "recording-switched-off": "Aquí la grabación está desactivada. Tome instantáneas en su lugar.",
    "superseded": "Esta sesión está abierta en otra ventana. Continúe allí o ábrala aquí otra vez.",
    "too-fast": "Fue demasiado a la vez. Espere un momento e inténtelo de nuevo.",
    "too-many-connections": "Muchísimos se conectan en este momento. Esta página lo intenta de nuevo por sí sola.",
    "foreign-origin": "Esta página no pertenece a SeeSupport. Abra SeeSupport por su propia dirección.",
    "not-allowed": "Su cuenta no puede hacer esto. Pregunte a su administrador.",
    "sign-in-needed": "Su sesión de usuario ha terminado. Inicie sesión otra vez.",
    "picture-unknown": "Esa imagen no existe. Quizá se borró.",
    "picture-id-malformed": "El navegador nombró mal la imagen. Recargue la página.",
    "picture-id-taken": "Otra imagen tiene ese nombre. Envíe la suya otra vez.",
    "picture-source-unexpected": "Esta clase de imagen no viene de aquí. Recargue la página.",
    "picture-empty": "La imagen está vacía. Tómela o elíjala otra vez.",
    "picture-too-large": "La imagen es demasiado grande. Envíe una más pequeña.",
    "picture-limit-at-once": "Ya hay muchas imágenes en camino. Espere a que llegue una.",
    "picture-type-unknown": "Este archivo no es una imagen conocida. Envíe un JPEG o PNG.",
    "picture-malformed": "Esta imagen está dañada. Tómela o elíjala otra vez.",
    "picture-too-many-pixels": "Esta imagen tiene demasiados píxeles. Envíe una más pequeña.",
    "picture-store-unavailable": "Ahora no se pueden guardar imágenes. Inténtelo dentro de un minuto.",
    "picture-limit-session": "Esta sesión tiene todas las imágenes que puede. Borre algunas primero.",
    "picture-limit-bytes": "Las imágenes de esta sesión ocupan todo su espacio. Borre algunas primero.",
    "picture-private": "Esta foto tiene un formato que solo el navegador del consumidor puede convertir. Pida una captura de la foto o un JPEG.",
    "picture-abandoned": "Esta imagen no llegó completa. Pídala otra vez.",
    "picture-lost": "El archivo de esta imagen no aparece. Pídala otra vez.",
    "picture-rotation-unexpected": "Una imagen solo gira en cuartos de vuelta. Recargue la página.",
    "photo-no-number": "En esta sesión no se conoce ningún número. Pida la foto por el enlace.",
    "texts-too-many": "Esperan demasiados mensajes de este número. Adjúntelos o apártelos primero.",
    "file-gone": "El navegador ya no da esta imagen. Elíjala otra vez.",
    "not-let-in": "Aquí ya no tiene la sesión iniciada. Abra esta página otra vez.",
    "not-understood": "La página y el servidor no se entienden. Recargue la página.",
    "not-answered": "El servidor no respondió a tiempo. Inténtelo otra vez.",
    "not-connected": "Ahora no hay conexión. Vuelve por sí sola.",
    "connection-closed": "La conexión se cerró antes de que esto se hiciera.",
    "server-trouble": "El servidor no respondió bien. Inténtelo otra vez.",
    "unexpected": english => `Algo falló de nuestro lado. Inténtelo otra vez; si vuelve a ocurrir, díganos este número: ${numberAtEnd(english)}`,
    "sms-refused": english => `Twilio no envió el mensaje (su código ${/\d+/.exec(english)?.[0] ?? ""}). Lea el código o envíe un correo.`,
  },
};

const pictures: Record<string, string> = {
  "ready": "Llegó una imagen.",
  "private": "Llegó una foto que solo el navegador del consumidor puede convertir.",
};

const notices: Record<string, string> = {
  "unnoticed": "El teléfono muestra otra aplicación; quizá no se note la llamada.",
  "notified": "El teléfono muestra un aviso de la llamada.",
  "felt": "El teléfono vibró.",
  "seen": "El consumidor respondió a la llamada.",
};

const contents: Record<string, string> = { "connect": "La invitación", "android-guide": "La guía para Android", "ios-guide": "La guía para iOS", "photo": "La petición de una foto" };

/** Una línea del registro: el servidor escribe en inglés; qué pasó lo dicen su clase y sus datos. */
function wordsOf({ kind, by, text, data }: SessionEvent): string {
  const invite = () => `${contents[data["content"] ?? ""] ?? "La invitación"} a ${data["to"] ?? ""}`;
  switch (kind) {
    case "started": return "Se inició la sesión.";
    case "code-renewed": return "Se hizo un código de conexión nuevo.";
    case "invite-queued": return `${invite()} está en cola.`;
    case "invite-sent": return data["state"] === "outbox" ? `${invite()} queda en la bandeja de salida: no hay canal configurado.` : `${invite()} se envió.`;
    case "invite-delivered": return `${invite()} llegó.`;
    case "invite-failed": return `${invite()}: ${problemOf(data["code"], text)}`;
    case "arrived": return `${data["device"] ?? ""} ${data["step"] === "code-entered" ? "escribió el código" : "abrió el enlace"}.`;
    case "step": return stepOf(data["step"], data["code"], text);
    case "live": return "La imagen está aquí.";
    case "interrupted": return "La imagen está interrumpida.";
    case "restored": return "La imagen ha vuelto.";
    case "paused": return "El consumidor puso la cámara en pausa.";
    case "resumed": return "El consumidor reanudó la cámara.";
    case "held": return "El agente retuvo la sesión.";
    case "unheld": return "El agente reanudó la sesión.";
    case "consent-asked":
    case "consent-given":
    case "consent-refused":
    case "consent-ended": return consentOf(kind, data["subject"] === "recording" ? "recording" : "audio", by, data["code"], text);
    case "picture": return pictures[data["state"] ?? ""] ?? problemOf(data["code"], text);
    case "picture-deleted": return "Se borró una imagen.";
    case "photo-asked": return data["way"] === "phone" ? "El agente pidió una foto por mensaje de texto." : "El agente pidió una foto.";
    case "buzzed": return "El agente hizo vibrar el teléfono.";
    case "buzz-noticed": return notices[data["notice"] ?? ""] ?? text;
    case "described": return `El agente anotó: ${[data["ticket"], data["name"]].filter(Boolean).join(", ") || "nada"}.`;
    case "reopened": return "El agente reabrió la sesión.";
    case "text-stopped": return `El consumidor respondió STOP: no se envían más mensajes a ${data["number"] ?? ""}.`;
    case "closed": return `Sesión cerrada. ${console.endReasons[data["reason"] as keyof typeof console.endReasons] ?? ""}`;
    case "presence": return presenceOf(by === "agent" ? "La consola del agente" : "El teléfono del consumidor", data["presence"], text);
    default: return text;
  }
}

function consentOf(kind: string, subject: "audio" | "recording", by: SessionEvent["by"], code: string | undefined, english: string): string {
  const recording = subject === "recording";
  if (kind === "consent-asked") return recording ? "El agente pidió grabar." : "El agente pidió hablar.";
  if (kind === "consent-given") return recording ? "El consumidor aceptó la grabación." : "El consumidor aceptó hablar: el sonido está encendido.";
  if (kind === "consent-refused") return code ? problemOf(code, english) : recording ? "El consumidor no quiere que se le grabe." : "El consumidor no quiere hablar aquí.";
  const who = by === "agent" ? "El agente" : "El consumidor";
  return recording ? `${who} paró la grabación.` : `${who} apagó el sonido.`;
}

function problemOf(code: string | undefined, english: string): string {
  const own = code === undefined ? undefined : console.problems[code];
  return typeof own === "function" ? own(english) : own ?? english;
}

function stepOf(step: string | undefined, code: string | undefined, english: string): string {
  switch (step) {
    case "terms-accepted": return "El consumidor aceptó las condiciones y tocó Conectar.";
    case "terms-declined": return "El consumidor rechazó las condiciones.";
    case "waiting-for-camera": return "El teléfono pide la cámara.";
    case "connecting": return "La cámara está lista; la imagen se conecta.";
    default: return problemOf(code, english);
  }
}

function presenceOf(who: string, presence: string | undefined, english: string): string {
  switch (presence) {
    case "here": return `${who} ha vuelto.`;
    case "reconnecting": return `${who} se está reconectando.`;
    case "lost": return `No se puede contactar: ${who.toLowerCase()}.`;
    case "left": return "El consumidor cerró la página.";
    default: return english;
  }
}

export default console;
