import type { BuzzNotice } from "../hub/contract.ts";

/** Milliseconds of vibration and of silence in turn. */
const pattern = [300, 150, 300, 150, 300];

let sound: AudioContext | undefined;

/** To be called inside a tap: a phone lets a page sound later only when it could have sounded then. */
export function allowSound(): void {
  try {
    sound ??= new AudioContext();
    void sound.resume().then(() => sound?.suspend()).catch(() => {});
  } catch {
    // No sound on this browser: the page still vibrates and shows it.
  }
}

/** Calls the consumer: by vibration and sound where the page is in front, by a notification where it is not and may show one. */
export async function buzz(title: string, text: string): Promise<BuzzNotice> {
  void chime();
  if (document.visibilityState === "visible") {
    navigator.vibrate?.(pattern);
    return "felt";
  }
  return await notify(title, text) ? "notified" : "unnoticed";
}

/** Asks whether a later buzz may show a notification; to be called inside a tap, where the question explains itself. */
export function askToNotify(): void {
  if (globalThis.Notification?.permission === "default") void Promise.resolve(Notification.requestPermission()).catch(() => {});
}

async function notify(title: string, text: string): Promise<boolean> {
  if (globalThis.Notification?.permission !== "granted") return false;
  try {
    const worker = await navigator.serviceWorker.getRegistration();
    await worker!.showNotification(title, { body: text, tag: "buzz", renotify: true, requireInteraction: true, vibrate: pattern, icon: "/icons/icon-192.png" } as NotificationOptions);
    return true;
  } catch {
    return false;
  }
}

async function chime(): Promise<void> {
  try {
    if (!sound) return;
    await sound.resume();
    const now = sound.currentTime;
    for (const [at, pitch] of [[0, 880], [0.25, 660], [0.5, 880]] as const) {
      const tone = sound.createOscillator();
      const loudness = sound.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.3, now + at);
      loudness.gain.exponentialRampToValueAtTime(0.001, now + at + 0.2);
      tone.connect(loudness).connect(sound.destination);
      tone.start(now + at);
      tone.stop(now + at + 0.2);
    }
    setTimeout(() => void sound?.suspend().catch(() => {}), 1_000);
  } catch {
    // As above.
  }
}
