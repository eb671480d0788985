import type { ConnectApp } from "./ConnectApp.ts";
import { texts } from "./texts.ts";

/** How far the photo has come that the agent has taken. */
export function StillLine({ app }: { app: ConnectApp }) {
  const upload = app.uploads.all.find(({ parcel, isSettled }) => parcel.source === "snapshot" && !isSettled);
  if (!upload) return null;
  return <p class="told">{upload.state === "retrying" ? texts.waitingStill : texts.sendingStill(Math.floor(100 * upload.sent / upload.size))}</p>;
}
