import { useEffect, useRef, useState } from "preact/hooks";
import { nextLens } from "../camera/lenses.ts";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import { Sound } from "../look/Sound.tsx";
import { MarksLayer } from "../marks/MarksLayer.tsx";
import { placed, useFrameSize, useSize } from "../marks/measure.ts";
import { watchPicture } from "../media/picture.ts";
import { keepPlaying } from "../media/playing.ts";
import { Asks } from "./Asks.tsx";
import { Chat } from "./Chat.tsx";
import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { layout } from "./layout.ts";
import { PhotoInstead } from "./photos/PhotoInstead.tsx";
import { agentOf, statusOf, unread } from "./status.ts";
import { RecordLine } from "./RecordLine.tsx";
import { StillLine } from "./StillLine.tsx";
import { TalkLine } from "./TalkLine.tsx";
import { texts } from "./texts.ts";

const words = texts.live;

/** The picture, edge to edge, and what to do with it along the bottom. */
export function Live({ app, state }: { app: ConnectApp; state: ConnectState }) {
  const place = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const ending = useRef<HTMLDialogElement>(null);
  const [chatting, setChatting] = useState(false);
  const box = useSize(place);
  const camera = useFrameSize(video);
  const { marks, laser, frozen } = state.guidance;
  const still = frozen?.url ? frozen : null;
  const frame = still ?? camera;
  const wholeFrame = useRef("");
  const rect = box && frame && layout(box, frame, state.guidance, wholeFrame);
  const mirrored = !still && state.camera.side === "front";
  const status = statusOf(state);
  const news = unread(state);

  useEffect(() => {
    const element = video.current!;
    return watchPicture(element, { black: black => app.setBlack(black), idle: () => !app.sends });
  }, []);

  useEffect(() => {
    const element = video.current!;
    if (element.srcObject !== state.stream) element.srcObject = state.stream;
    return keepPlaying(element);
  }, [state.stream]);

  useEffect(() => {
    document.title = news.length > 0 ? `(${news.length}) ${texts.brand}` : texts.brand;
  }, [news.length]);

  const end = () => {
    if (ending.current?.showModal) ending.current.showModal();
    else if (confirm(words.endTitle)) app.leave();
  };
  return (
    <main class="live" ref={place}>
      <h1 class="visually-hidden">{words.preview}</h1>
      <div class={`stage${state.paused ? " covered" : ""}`} style={placed(rect)}>
        <video ref={video} class={mirrored ? "mirrored" : ""} muted playsInline autoplay aria-label={words.preview} />
        {still && <img src={still.url!} alt={words.frozen(agentOf(state))} />}
        {rect && <MarksLayer marks={marks} laser={laser} size={rect} mirrored={mirrored}
          label={marks.length > 0 || laser ? words.marks(agentOf(state)) : null} />}
      </div>
      {state.buzz !== null && (
        <div class="buzz" role="alertdialog" aria-labelledby="buzz-title">
          <Icon name="bell" />
          <p id="buzz-title">{words.buzzTitle(agentOf(state))}</p>
          <button class="button primary large" type="button" onClick={() => app.answerBuzz()}>{words.buzzAnswer}</button>
        </div>
      )}
      <div class="over" role="status">
        <div class={`status ${status.tone}`}>
          <Icon name={status.icon} />
          <p>{status.text}{status.code && <small class="digits">{status.code}</small>}</p>
        </div>
        <RecordLine app={app} state={state} />
        <TalkLine app={app} state={state} />
        <StillLine app={app} />
        {state.told.map(change => <p key={change} class="told">{texts.told[change](agentOf(state))}</p>)}
        {news.length > 0 && !chatting && <button class="said" type="button" onClick={() => setChatting(true)}>
          <b>{agentOf(state)}</b> {news[news.length - 1]!.text}
        </button>}
      </div>
      <Sound stream={state.view?.audio === "on" ? state.sound : null} />
      {state.paused && <div class="cover">
        <button class="button primary large" type="button" onClick={() => app.setPaused(false)}><Icon name="play" />{words.resume}</button>
      </div>}
      <div class="foot">
        <PhotoInstead app={app} state={state} />
        <div class="controls" role="group" aria-label={words.controls}>
          {!state.paused && <Control icon="pause" label={words.pause} act={() => app.setPaused(true)} />}
          {!state.paused && state.camera.torch !== null && <Control icon="light" label={words.light} pressed={state.camera.torch} busy={state.busy}
            act={() => void app.useCamera("light")} />}
          {!state.paused && state.camera.lenses.length > 1 && <Control icon="flip" label={words.flip} busy={state.busy} act={() => void app.useCamera("flip")} />}
          {!state.paused && nextLens(state.camera.lenses, state.camera.lens) && <Control icon="lens" label={words.lens} busy={state.busy}
            act={() => void app.useCamera("lens")} />}
          {state.view?.audio === "on" && state.talk.speaking && <Control icon={state.talk.muted ? "microphone-off" : "microphone"} label={words.mute}
            pressed={state.talk.muted} act={() => app.setMuted(!state.talk.muted)} />}
          <Control icon="chat" label={words.chat} count={news.length} name={news.length > 0 ? words.chatNews(news.length) : words.chat} act={() => setChatting(true)} />
          <Control icon="end" label={words.end} danger act={end} />
        </div>
      </div>
      {chatting && <Chat app={app} state={state} close={() => setChatting(false)} />}
      <Asks app={app} state={state} />
      <dialog ref={ending} class="ending" aria-labelledby="ending-title">
        <h2 id="ending-title">{words.endTitle}</h2>
        <p>{words.endText(agentOf(state))}</p>
        <form method="dialog" class="choices">
          <button class="button large wide" value="no">{words.endNo}</button>
          <button class="button danger large wide" type="button" onClick={() => app.leave()}>{words.endYes}</button>
        </form>
      </dialog>
    </main>
  );
}

interface ControlProps { icon: IconName; label: string; act: () => void; danger?: boolean; busy?: boolean; pressed?: boolean; count?: number; name?: string }

function Control({ icon, label, act, danger, busy, pressed, count, name = label }: ControlProps) {
  return (
    <button class={`control${danger ? " danger" : ""}`} type="button" aria-label={name} aria-disabled={busy ? "true" : undefined}
      aria-pressed={pressed} onClick={() => !busy && act()}>
      <span><Icon name={icon} />{count ? <b class="count">{count}</b> : null}</span>{label}
    </button>
  );
}
