import type { Change } from "../../camera/wish.ts";
import type { MicrophoneCode } from "../../media/Microphone.ts";
import type { EndReason, EventKind } from "../../hub/contract.ts";
import type { Platform } from "../../connect/platform.ts";
import type { ProblemWords } from "../problems.ts";

/** A browser's own question for the camera, in its own words and order. */
export interface Prompt { question: (host: string) => string; answers: readonly string[] }

export type PromptKind = "ios" | "chrome" | "samsung" | "firefox" | "other" | "desktop";

const tryAgain = "Then tap Try again.";

/**
 * Everything the consumer reads, in English. Sentences have at most twelve words. Every key stands in every language: one that is
 * missing in another language does not compile.
 */
const connect = {
  brand: "SeeSupport",
  language: "Language",
  codePage: {
    title: "Enter your code",
    label: "Connection Code",
    hint: "The agent reads nine digits to you.",
    go: "Continue",
    busy: "Checking the code…",
  },
  opening: { title: "Opening your session…", unreachable: "There is no internet connection right now. We keep trying." },
  refused: { title: "This does not open a session", code: "Enter a code" },
  consent: {
    title: (agent: string) => `${agent} asks to see your camera`,
    what: "They see live what your camera sees. Nothing else.",
    control: "You can pause or end it at any time.",
    from: (company: string) => `From ${company}`,
    authorize: (company: string) => `I authorize ${company} to use my camera for this session.`,
    terms: "Terms",
    privacy: "Privacy",
    go: "Connect",
    busy: "Connecting…",
    no: "No thanks",
    tickFirst: "Tick the box first, then tap Connect.",
  },
  declined: { title: "Nothing was shared", text: "Your camera stays off. You can still change your mind.", back: "Go back" },
  asking: { title: "Allow the camera", text: "Your browser asks now. Tap Allow.", prompt: "What the question looks like" },
  welcomeBack: { title: "You are still connected", text: (agent: string) => `Show ${agent} your camera again.`, go: "Show my camera" },
  inApp: {
    title: (browser: string) => `Open this in ${browser}`,
    text: (app: string) => app === "app" ? "The camera does not work inside this app." : `The camera does not work inside ${app}.`,
    open: (browser: string) => `Open in ${browser}`,
    steps: (browser: string): readonly string[] => ["Tap Copy link.", `Open ${browser} and paste it above.`, "Or open the menu here and choose the browser."],
    copy: "Copy link",
    copied: "Copied",
    stay: "Go on here anyway",
  },
  live: {
    preview: "What your camera shows",
    controls: "Camera",
    pause: "Pause",
    resume: "Resume",
    flip: "Flip",
    light: "Light",
    mute: "Mute",
    lens: "Lens",
    chat: "Chat",
    chatNews: (count: number) => `Chat, ${count} new`,
    buzzTitle: (agent: string) => `${agent} is calling you`,
    buzzText: "Tap here to come back.",
    buzzAnswer: "I am here",
    end: "End",
    endTitle: "End the session?",
    endText: (agent: string) => `${agent} will not see your camera any more.`,
    endYes: "End",
    endNo: "Go on",
    connecting: (agent: string) => `Connecting to ${agent}…`,
    sees: (agent: string) => `${agent} sees your camera.`,
    frozen: (agent: string) => `${agent} shows you a still of your camera.`,
    marks: (agent: string) => `${agent} draws on the picture.`,
    paused: (agent: string) => `Paused. ${agent} sees nothing.`,
    held: (agent: string) => `${agent} has put you on hold. Your camera is off.`,
    stopped: "Your phone has stopped the camera. We start it again.",
    black: "The picture is black. Is something covering the camera?",
    stuck: "No picture is being sent. Tap Pause, then Resume.",
    interrupted: "The connection was lost. We look for it again.",
    reconnecting: (agent: string) => `We are reconnecting. ${agent} still sees you.`,
    agentAway: (agent: string) => `${agent} is reconnecting. Please wait a moment.`,
  },
  told: {
    "light-on": (agent: string) => `${agent} turned your light on.`,
    "light-off": (agent: string) => `${agent} turned your light off.`,
    "front": (agent: string) => `${agent} switched to the front camera.`,
    "rear": (agent: string) => `${agent} switched to the rear camera.`,
    "lens": (agent: string) => `${agent} switched to another lens.`,
    "zoom-in": (agent: string) => `${agent} zoomed in.`,
    "zoom-out": (agent: string) => `${agent} zoomed out.`,
    "focus": (agent: string) => `${agent} had your camera focus.`,
  } satisfies Record<Change, (agent: string) => string>,
  talk: {
    title: (agent: string) => `${agent} asks to talk with you`,
    text: "Your phone then uses its microphone and speaker.",
    already: "Are you on the phone already? Then tap Not now.",
    yes: "Talk",
    no: "Not now",
    on: (agent: string) => `You can talk with ${agent}.`,
    muted: (agent: string) => `You are muted. ${agent} does not hear you.`,
    otherMuted: (agent: string) => `${agent} is muted for the moment.`,
    stopped: "Your phone uses the microphone elsewhere. We wait for it.",
    again: "Try again",
    off: "Turn sound off",
    noMicrophone: "You cannot talk here yet",
    understood: "OK",
    troubles: {
      "microphone-denied": "The microphone is blocked. Allow it beside the address.",
      "microphone-missing": "No microphone was found. Please write in the chat.",
      "microphone-busy": "Another app uses the microphone. End other calls first.",
    } satisfies Record<MicrophoneCode, string>,
  },
  recording: {
    title: (agent: string) => `${agent} asks to record this`,
    text: "The picture is kept, and the sound if it is on.",
    more: "You can stop it at any time.",
    yes: "Allow",
    no: "Not now",
    mark: "REC",
    on: "This session is being recorded.",
    off: "Stop recording",
  },
  chat: {
    title: (agent: string) => `Chat with ${agent}`,
    lines: "Messages",
    empty: "Messages will stand here. Write the first one.",
    field: "Message",
    send: "Send",
    sending: "Sending…",
    you: "You",
    close: "Close the chat",
    earlier: "Show earlier messages",
    again: "Send again",
    remove: "Remove",
    events: {
      paused: () => "You paused the camera.",
      resumed: () => "You resumed the camera.",
      held: agent => `${agent} put you on hold.`,
      unheld: agent => `${agent} goes on with you.`,
      buzzed: agent => `${agent} called you.`,
      reopened: agent => `${agent} opened the session again.`,
    } as Partial<Record<EventKind, (agent: string) => string>>,
  },
  elsewhere: { title: "Open in another tab", text: "Your session goes on there.", back: "Use it here" },
  ended: { title: "Thank you", another: "Enter another code" },
  endReasons: {
    "resolved": "The session has ended. You can close this page.",
    "unresolved": "The session has ended. You can close this page.",
    "cancelled": "The agent has ended the session.",
    "consumer-left": "You have ended the session. Your camera is off.",
    "terms-declined": "The session has ended. Nothing was shared.",
    "permission-refused": "The session has ended. Your camera was not used.",
    "consumer-lost": "You were away too long. Ask for a new code.",
    "agent-lost": "The agent was away too long. Ask for a new code.",
    "no-route": "No connection was found. Ask the agent for another way.",
    "stopped": "The session was stopped. You can close this page.",
  } satisfies Record<EndReason, string>,
  trouble: { again: "Try again", code: "Code for the agent:", waiting: (agent: string) => `${agent} sees that you are here.` },
  offline: "You are offline. Check Wi-Fi or mobile data.",
  problems: {
    "offline": "You are offline. Check Wi-Fi or mobile data, then tap Continue.",
    "code-incomplete": "The code has nine digits. Please type all of them.",
    "link-incomplete": "The link is incomplete. Tap it again, or enter a code.",
    "code-unknown": "This code or link does not work. Ask for a new one.",
    "no-route": "No way to the agent was found. Try Wi-Fi or mobile data.",
    "relay-unreachable": "The way to the agent is blocked. Try Wi-Fi or mobile data.",
    "relay-refused": "The service refuses the connection. Tell the agent; we keep trying.",
  } as ProblemWords,
  advice: {
    denied: {
      title: "The camera is blocked",
      steps: {
        "ios-safari": ["Tap the page button beside the address.", "Tap Website Settings, perhaps behind the three dots.", "Set Camera to Allow.", tryAgain],
        "ios-other": ["Open the Settings app of your phone.", "Tap Apps, then this browser.", "Turn Camera on and come back here.", tryAgain],
        "ios-installed": ["Close this app and open it again.", "Tap Allow when it asks for the camera."],
        "android-chrome": ["Tap the button left of the address.", "Tap Permissions, then Camera.", "Switch Camera on.", tryAgain],
        "samsung": ["Tap the lock beside the address.", "Tap Permissions, then Camera.", "Choose Allow.", tryAgain],
        "android-firefox": ["Tap the shield or lock beside the address.", "Tap Camera until it says Allowed.", tryAgain],
        "android-other": ["Tap the lock beside the address.", "Open the permissions of this page.", "Allow the camera.", tryAgain],
        "desktop": ["Click the button left of the address.", "Set Camera to Allow.", "Then click Try again."],
      } as Record<Platform, readonly string[]>,
      bySystem: {
        phone: ["Open the Settings app of your phone.", "Tap Apps, then your browser.", "Tap Permissions, Camera, Allow. Come back here.", tryAgain],
        desktop: ["Open the privacy settings of your computer.", "Allow this browser to use the camera.", "Then click Try again."],
      },
    },
    dismissed: { title: "The camera was not allowed yet", steps: ["Tap Try again.", "Then tap Allow."] },
    missing: {
      title: "No camera was found",
      phone: ["Check that the camera is not switched off.", "Restart the phone if it is not.", tryAgain],
      desktop: ["Plug in a camera, then click Try again.", "Or open this page on your phone."],
    },
    busy: {
      title: "The camera is in use",
      phone: ["Close other apps that use the camera.", "End video calls.", tryAgain],
      desktop: ["Close other programs that use the camera.", "Then click Try again."],
    },
    unsuitable: { title: "This camera cannot be used", steps: ["Close other apps that use a camera.", tryAgain, "Or open this page on another phone."] },
    insecure: {
      title: "This page is not secure",
      steps: ["Browsers allow the camera on secure pages only.", "Ask the agent for a link that begins with https."],
    },
    otherBrowser: {
      title: "This browser cannot show your camera",
      steps: (browser: string): readonly string[] => ["Tap Copy link.", `Open ${browser} and paste it above.`],
    },
  },
  prompts: {
    ios: { question: host => `“${host}” Would Like to Access the Camera`, answers: ["Don’t Allow", "Allow"] },
    chrome: { question: host => `${host} wants to use your camera`, answers: ["Allow while visiting the site", "Only this time", "Don’t allow"] },
    samsung: { question: host => `Allow ${host} to use your camera?`, answers: ["Block", "Allow"] },
    firefox: { question: host => `Allow ${host} to use your camera?`, answers: ["Don’t allow", "Allow"] },
    other: { question: host => `${host} wants to use your camera`, answers: ["Block", "Allow"] },
    desktop: { question: host => `${host} wants to use your camera`, answers: ["Allow while visiting the site", "Allow this time", "Never allow"] },
  } as Record<PromptKind, Prompt>,
};

export default connect;

export type ConnectWords = typeof connect;
