import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { CameraTools } from "./CameraTools.tsx";
import type { Desk } from "./Desk.ts";
import type { OpenSession } from "./OpenSession.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { pictureWords } from "./words.ts";

/** The picture, as large as it can be, with its tools at the edge and, where it does not speak for itself, words over it. */
export function LivePlace({ desk, session }: { desk: Desk; session: OpenSession }) {
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [fill, setFill] = useState(false);
  const fullScreen = useFullScreen(place);
  const { stream, view } = session;

  useEffect(() => {
    const element = video.current!;
    if (element.srcObject === stream) return;
    element.srcObject = stream;
    // Refused while the page has not been touched since it was loaded; muted video may play all the same, so this is rare.
    element.play().catch(() => {});
  }, [stream]);
  useEffect(() => session.peer.watch(video.current!), [session.peer]);

  const words = pictureWords(view, session.media, session.camera, session.moving);
  const held = view.status === "on-hold";
  return (
    <div class="picture" ref={place}>
      <video ref={video} class={`${fill ? "fill" : "fit"}${words ? " stale" : ""}`} muted autoPlay playsInline aria-label={texts.picture.video}
        onDblClick={fullScreen.toggle} />
      <div class="picture-words" role="status">
        {words && (
          <div class={`notice ${words.tone}`}>
            <Icon name={words.tone === "calm" ? "info" : "alert"} />
            <p><b>{words.headline}</b><br />{words.advice} {words.code && <small>{words.code}</small>}</p>
          </div>
        )}
      </div>
      {session.problem && <div class="picture-problem"><ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} /></div>}
      <CameraTools wishes={session.cameraWishes} paused={view.status === "paused" || held} />
      <div class="tools" role="group" aria-label={texts.picture.tools}>
        <button class="button" type="button" aria-pressed={!fill} onClick={() => setFill(false)}><Icon name="fit" />{texts.picture.fit}</button>
        <button class="button" type="button" aria-pressed={fill} onClick={() => setFill(true)}><Icon name="fill" />{texts.picture.fill}</button>
        <button class="button" type="button" onClick={fullScreen.toggle}>
          <Icon name={fullScreen.on ? "full-screen-exit" : "full-screen"} />{fullScreen.on ? texts.picture.leaveFullScreen : texts.picture.fullScreen}
        </button>
        <span class="tools-gap" />
        <button class="button" type="button" disabled={session.busy} onClick={() => desk.hold(session, !held)}>
          <Icon name={held ? "play" : "hold"} />{held ? texts.picture.resume : texts.picture.hold}
        </button>
      </div>
    </div>
  );
}

function useFullScreen(element: { current: HTMLElement | null }) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null && document.fullscreenElement === element.current);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, [element]);
  const toggle = () => void (document.fullscreenElement ? document.exitFullscreen() : element.current?.requestFullscreen());
  return { on, toggle };
}
