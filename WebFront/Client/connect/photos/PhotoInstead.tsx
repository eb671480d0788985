import { Icon } from "../../look/Icon.tsx";
import type { ConnectApp, ConnectState } from "../ConnectApp.ts";
import { agentOf } from "../status.ts";
import { texts } from "../texts.ts";

const words = texts.photos;

/** The way to the photos: one tap away wherever there is a session. `deadEnd`: it is the best that is left here. */
export function PhotoInstead({ app, state, deadEnd }: { app: ConnectApp; state: ConnectState; deadEnd?: boolean }) {
  if (!app.canSendPhotos) return null;
  const asked = state.view?.photoAsked;
  const underWay = app.photos.phase === "sending" ? app.photos.photos.length : 0;
  return (
    <button class={`button wide photo-instead ${deadEnd ? "large" : "quiet"}`} type="button" onClick={() => app.showPhotos()}>
      {underWay > 0 ? <span class="spinner" /> : <Icon name="photo" />}
      {underWay > 0 ? words.onTheirWay(underWay) : asked ? words.asked(agentOf(state)) : words.instead}
    </button>
  );
}
