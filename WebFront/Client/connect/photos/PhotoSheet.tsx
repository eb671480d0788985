import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../look/Icon.tsx";
import type { IconName } from "../../look/icons.ts";
import type { ConnectApp, ConnectState } from "../ConnectApp.ts";
import { RecordLine } from "../RecordLine.tsx";
import { agentOf } from "../status.ts";
import { sentenceOf, texts } from "../texts.ts";
import { mostPhotos, type Photo } from "./PhotoTray.ts";

const words = texts.photos;

interface Props { app: ConnectApp; state: ConnectState }

/** Photos in place of the camera, or beside it: take or choose, look, send, see them arrive. */
export function PhotoSheet({ app, state }: Props) {
  const tray = app.photos;
  const { phase, photos } = tray;
  const agent = agentOf(state);
  const over = state.screen === "live";
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = photos.filter(({ state }) => state === "arrived" || state === "private").length;
  const title = phase === "done"
    ? arrived > 0 ? words.done(agent, arrived) : words.notSent(photos.length)
    : phase === "empty" && state.view?.photoAsked ? words.asked(agent) : words.title(agent);
  useEffect(() => {
    document.title = `${title} · ${texts.brand}`;
    heading.current?.focus();
  }, [phase]);
  return (
    <div class={over ? "photo-sheet over-live" : "photo-sheet"} role="dialog" aria-modal="true" aria-labelledby="photos-title"
      onKeyDown={event => event.key === "Escape" && app.hidePhotos()}>
      <div class="page">
        <div class="page-head">
          <button class="button quiet back" type="button" onClick={() => app.hidePhotos()}>
            <Icon name="arrow-left" />{over ? words.toCamera : words.back}
          </button>
          {over && <RecordLine app={app} state={state} />}
        </div>
        <div class="form">
          <div class="about">
            {(phase === "empty" || phase === "done") && <span class="badge"><Icon name={phase === "empty" ? "photo" : arrived > 0 ? "check" : "alert"} /></span>}
            <h1 ref={heading} id="photos-title" tabIndex={-1}>{title}</h1>
            {phase === "empty" && <><p class="large-text">{words.what(agent)}</p><p class="muted">{words.most(mostPhotos)} {words.privacy}</p></>}
            {phase === "done" && <Outcome photos={photos} arrived={arrived} />}
            {photos.length > 0 && <ul class="photos" aria-label={words.chosen}>
              {photos.map((photo, at) => <Tile key={photo.key} app={app} photo={photo} place={at + 1} open={phase === "choosing"} />)}
            </ul>}
            <div role="alert">{tray.overfull && <p class="problem">{words.tooMany(mostPhotos)}</p>}</div>
          </div>
          <div class="actions">
            {phase === "empty" && <><Pick app={app} take primary /><Pick app={app} /></>}
            {phase === "choosing" && <Choosing app={app} state={state} photos={photos} />}
            {phase === "sending" && <Sending photos={photos} offline={state.offline} cancel={() => tray.cancel()} />}
            {phase === "done" && <>
              <button class="button primary large wide" type="button" onClick={() => app.hidePhotos()}>{over ? words.toCamera : words.back}</button>
              <button class="button large wide" type="button" onClick={() => tray.clear()}><Icon name="photo" />{words.sendMore}</button>
            </>}
          </div>
        </div>
      </div>
    </div>
  );
}

/** The phone's camera app, or its pictures. A label does what a button does, and works in every built-in browser. */
function Pick({ app, take, primary, small }: { app: ConnectApp; take?: boolean; primary?: boolean; small?: boolean }) {
  const chosen = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    app.photos.add([...input.files ?? []]);
    // The same photo may be chosen again after it was removed.
    input.value = "";
  };
  return (
    <label class={`button wide pick${primary ? " primary" : ""}${small ? "" : " large"}`}>
      <input class="visually-hidden" type="file" accept="image/*" {...take ? { capture: "environment" } : { multiple: true }} onChange={chosen} />
      <Icon name={take ? "camera" : "photo"} />{take ? small ? words.takeMore : words.take : small ? words.chooseMore : words.choose}
    </label>
  );
}

function Choosing({ app, state, photos }: Props & { photos: Photo[] }) {
  const [authorized, setAuthorized] = useState(false);
  const [missed, setMissed] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const company = state.company?.name || texts.brand;
  const sendable = photos.filter(({ state }) => state !== "refused").length;
  const may = app.mayUsePhotos || authorized;
  const send = () => {
    if (may) return app.sendPhotos();
    setMissed(true);
    box.current?.focus();
  };
  return <>
    {photos.length < mostPhotos && <div class="side-by-side"><Pick app={app} take small /><Pick app={app} small /></div>}
    {!app.mayUsePhotos && <>
      {missed && !authorized && <p class="problem" role="alert" id="photos-tick-first">{words.tickFirst}</p>}
      <label class={`check card${missed && !authorized ? " missed" : ""}`}>
        <input ref={box} type="checkbox" checked={authorized} aria-describedby={missed && !authorized ? "photos-tick-first" : undefined}
          onChange={event => setAuthorized(event.currentTarget.checked)} />
        <span>{words.authorize(company)}</span>
      </label>
      <p class="links">
        <a href={state.company?.termsUrl || "/terms"} target="_blank" rel="noopener">{texts.consent.terms}</a>
        <a href={state.company?.privacyUrl || "/privacy"} target="_blank" rel="noopener">{texts.consent.privacy}</a>
      </p>
    </>}
    {sendable > 0 && <button class={`button primary large wide${may ? "" : " waiting"}`} type="button" onClick={send}>
      <Icon name="send" />{words.send(sendable)}
    </button>}
  </>;
}

function Sending({ photos, offline, cancel }: { photos: Photo[]; offline: boolean; cancel: () => void }) {
  const going = photos.filter(({ state }) => state !== "refused");
  const there = going.filter(({ state }) => state === "arrived" || state === "private").length;
  const waits = offline || going.some(({ state }) => state === "retrying");
  return (
    <div class="sending">
      <p class="large-text" role="status">{words.sending(there, going.length)}</p>
      <progress aria-label={words.sending(there, going.length)} max={going.length} value={going.reduce((sum, { progress }) => sum + progress, 0)} />
      <p class="muted" role="status">{waits ? words.waiting : words.stay}</p>
      <button class="button quiet wide" type="button" onClick={cancel}>{words.cancel}</button>
    </div>
  );
}

function Outcome({ photos, arrived }: { photos: Photo[]; arrived: number }) {
  const refused = photos.filter(({ state }) => state === "refused").length;
  return (
    <div role="status">
      {arrived > 0 && <p class="large-text">{words.doneText}</p>}
      {arrived > 0 && refused > 0 && <p class="problem">{words.notSent(refused)}</p>}
      {photos.some(({ state }) => state === "private") && <p class="notice caution"><Icon name="info" /><span>{words.hidden}</span></p>}
    </div>
  );
}

const marks: Partial<Record<Photo["state"], IconName>> = { arrived: "check", private: "lock", refused: "alert", retrying: "clock" };

function Tile({ app, photo, place, open }: { app: ConnectApp; photo: Photo; place: number; open: boolean }) {
  const [shows, setShows] = useState(true);
  const { state, preview, progress, problem } = photo;
  const mark = marks[state];
  const again = photo.canRepeat && !open;
  return (
    <li class={`photo ${state}`}>
      <div class="photo-face">
        {preview && shows
          ? <img src={preview} alt={words.photo(place)} onError={() => setShows(false)} />
          : <span class="photo-blank">{state === "preparing" ? <span class="spinner" /> : <Icon name="photo" label={words.photo(place)} />}</span>}
        {mark && <span class="photo-mark"><Icon name={mark} /></span>}
        {(state === "sending" || state === "retrying" || state === "waiting") && <span class="photo-bar" style={{ "--done": progress }} />}
        {(open || (state === "refused" && !again)) && <button class="button icon remove" type="button" aria-label={words.remove(place)} onClick={() => app.photos.remove(photo.key)}><Icon name="close" /></button>}
      </div>
      <p class="photo-words">{problem
        ? <span class="problem">{sentenceOf(problem)}<small class="digits">{problem.code}</small></span>
        : <span class={state === "chosen" ? "visually-hidden" : ""}>{state === "chosen" && !(preview && shows) ? words.noPreview : words.states[state]}</span>}</p>
      {again && <button class="button" type="button" onClick={() => app.photos.again(photo.key)}><Icon name="refresh" />{words.again}</button>}
    </li>
  );
}
