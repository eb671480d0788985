import type { DeviceHints } from "../hub/contract.ts";

/** Where the camera's permission lives, and so which words help. */
export type Platform =
  | "ios-safari" | "ios-other" | "ios-installed" | "android-chrome" | "samsung" | "android-firefox" | "android-other" | "desktop";

export interface Surroundings {
  platform: Platform;
  /** The app whose built-in browser this is, by name; null in a browser of its own right. */
  inApp: string | null;
  /** Apple's engine, on whatever device. */
  apple: boolean;
}

/** What is read of `navigator`; `standalone` is Safari's word for an app on the home screen. */
export interface NavigatorFacts { userAgent: string; maxTouchPoints: number; standalone?: boolean }

/** Built-in browsers by what they add to the user agent; the generic ones last. */
const inAppBrowsers: readonly [RegExp, string][] = [
  [/\bInstagram\b/, "Instagram"],
  [/\bFB(AN|AV|_IAB|IOS)\b/, "Facebook"],
  [/\bMessengerForiOS\b|\bOrca-Android\b/, "Messenger"],
  [/\bWhatsApp\b/, "WhatsApp"],
  [/\b(musical_ly|BytedanceWebview|TikTok)\b/, "TikTok"],
  [/\bSnapchat\b/, "Snapchat"],
  [/\bLinkedInApp\b/, "LinkedIn"],
  [/\bTwitter\b/, "X"],
  [/\bPinterest\b/, "Pinterest"],
  [/\bMicroMessenger\b/, "WeChat"],
  [/\bLine\//, "LINE"],
  [/\bKAKAOTALK\b/, "KakaoTalk"],
  [/\bViber\b/, "Viber"],
  [/\bTelegram\b/, "Telegram"],
  [/\bGSA\//, "Google"],
  [/\bOutlook-(iOS|Android)\b/, "Outlook"],
  [/\bYahooMobile|YahooMail\b/, "Yahoo Mail"],
];

/** Android's web view says so itself. */
const androidWebView = /; wv\)/;

/** Browsers on iOS that are apps of their own, as opposed to a page inside some app. */
const iosBrowsers = /\b(CriOS|FxiOS|EdgiOS|OPiOS|OPT|OPX|DuckDuckGo|Ddg|Brave|YaBrowser|UCBrowser|Focus|Klar|Coast|Vivaldi|Ecosia)\b/;

export function surroundings({ userAgent, maxTouchPoints, standalone }: NavigatorFacts): Surroundings {
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const ios = /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1);
  const android = /\bAndroid\b/.test(userAgent);
  const apple = ios || (/\bMacintosh\b/.test(userAgent) && /\bVersion\/\d/.test(userAgent));
  const named = ios || android ? inAppBrowsers.find(([mark]) => mark.test(userAgent))?.[1] : undefined;
  if (ios) {
    if (standalone) return { platform: "ios-installed", inApp: null, apple };
    const browser = iosBrowsers.test(userAgent);
    const safari = /\bVersion\/\d.*\bSafari\//.test(userAgent);
    const inApp = named ?? (safari || browser ? null : "app");
    return { platform: safari && !browser && !inApp ? "ios-safari" : "ios-other", inApp, apple };
  }
  if (android) {
    const inApp = named ?? (androidWebView.test(userAgent) ? "app" : null);
    return { platform: androidPlatform(userAgent), inApp, apple };
  }
  return { platform: "desktop", inApp: null, apple };
}

function androidPlatform(userAgent: string): Platform {
  if (/\bSamsungBrowser\//.test(userAgent)) return "samsung";
  if (/\bFirefox\//.test(userAgent)) return "android-firefox";
  return /\bChrome\//.test(userAgent) && !/\b(EdgA|OPR|YaBrowser|UCBrowser|DuckDuckGo)\//.test(userAgent) ? "android-chrome" : "android-other";
}

interface HighEntropyValues {
  platform?: string;
  platformVersion?: string;
  model?: string;
  fullVersionList?: { brand: string; version: string }[];
}

/** Navigator with what not every browser has. */
export interface FullNavigator extends Navigator {
  standalone?: boolean;
  userAgentData?: { getHighEntropyValues(hints: string[]): Promise<HighEntropyValues> };
}

/** What the phone tells of itself; browsers without User-Agent Client Hints tell less. */
export async function deviceHints(navigator: FullNavigator): Promise<DeviceHints> {
  const values = await navigator.userAgentData
    ?.getHighEntropyValues(["platform", "platformVersion", "model", "fullVersionList"])
    .catch(() => undefined);
  return {
    userAgent: navigator.userAgent,
    platform: values?.platform || null,
    platformVersion: values?.platformVersion || null,
    model: values?.model || null,
    brands: values?.fullVersionList?.map(({ brand, version }) => ({ brand, version })) ?? [],
    maxTouchPoints: navigator.maxTouchPoints ?? 0,
    installed: navigator.standalone === true || matchMedia("(display-mode: standalone)").matches,
  };
}

/** Opens a page in Chrome from inside another Android app; Android takes the last `#Intent` for its own, so the link's fragment survives. */
export function chromeIntent(url: string): string {
  const { protocol } = new URL(url);
  return `intent://${url.slice(protocol.length + 2)}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;end`;
}
