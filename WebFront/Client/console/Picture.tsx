import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import type { Mark } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { DrawingLayer } from "../marks/DrawingLayer.tsx";
import { frameRect, panned, steadied, zoomedAt, type Place, type View } from "../marks/frame.ts";
import { frozenFrame } from "../marks/frozen.ts";
import { mostMarks } from "../marks/mark.ts";
import { MarkBar, runByKey, shown, spoken, type Action } from "../marks/MarkBar.tsx";
import { placed, useFrameSize, useSize } from "../marks/measure.ts";
import { keepPlaying } from "../media/playing.ts";
import { texts } from "../words/console.ts";
import { CameraTools } from "./CameraTools.tsx";
import type { Desk } from "./Desk.ts";
import { drawingActions } from "./drawingActions.ts";
import type { OpenSession } from "./OpenSession.ts";
import { annotated } from "./pictures/annotated.ts";
import type { PopOut } from "./PopOut.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { RecordingMark, RecordTools } from "./recording/RecordTools.tsx";
import { SnapshotTools } from "./SnapshotTools.tsx";
import { TalkTools } from "./TalkTools.tsx";
import { keyed, shortcutsOn, useShortcuts } from "./shortcuts.ts";
import { pictureWords } from "./words.ts";

/** One press of a key or a button comes closer by this much. */
const zoomStep = 1.25;

/** One press of an arrow key moves the picture by this much of its place. */
const panStep = 0.1;

/** The picture, as large as it can be, what is drawn on it, its tools at the edge and, where it does not speak for itself, words over it. */
export function Picture({ desk, session, popOut }: { desk: Desk; session: OpenSession; popOut: PopOut }) {
  const [, again] = useReducer((n: number, _: void) => n + 1, 0);
  const whole = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLImageElement>(null);
  const [kept, setKept] = useState<{ frame: string; marks: readonly Mark[] } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const home = popOut.window ?? window;
  const box = useSize(place, home);
  const live = useFrameSize(video);
  const fullScreen = useFullScreen(whole, home);
  const { stream, view, guide, look } = session;
  const { board, frozen } = guide;

  useEffect(() => {
    const element = video.current!;
    if (element.srcObject !== stream) element.srcObject = stream;
    return keepPlaying(element);
  }, [stream]);
  useEffect(() => session.peer.watch(video.current!), [session.peer]);
  useLayoutEffect(() => {
    guide.changed = () => again();
    return () => guide.changed = () => {};
  }, [guide]);

  const frame = frozen ?? live;
  const rect = box && frame && frameRect(box, frame, look, home.devicePixelRatio);
  const see = (change: (view: View) => View) => {
    session.lookAt(change(session.look));
    again();
  };
  const closer = (factor: number, at?: Place) => {
    if (box && frame) see(view => zoomedAt(box, frame, view, home.devicePixelRatio, factor, at ?? [box.width / 2, box.height / 2]));
  };
  const pan = (x: number, y: number) => {
    if (box && frame) see(view => panned(box, frame, view, home.devicePixelRatio, [x, y]));
  };
  const by = (x: number, y: number) => () => box && pan(x * panStep * box.width, y * panStep * box.height);
  const fitting = (to: View["fitting"]) => see(view => box && frame
    ? steadied(box, frame, { ...view, fitting: to, zoom: 1 }, home.devicePixelRatio)
    : { ...view, fitting: to, zoom: 1 });
  const isPlainly = (to: View["fitting"]) => look.fitting === to && look.zoom === 1;
  const freeze = async () => {
    if (frozen) return guide.unfreeze();
    const captured = await frozenFrame(video.current!);
    if (captured) await guide.freeze(captured.picture, captured.size);
  };
  const keep = async () => {
    const image = still.current;
    if (!frozen || !image) return;
    const { marks } = board;
    setKept({ frame: frozen.frame, marks });
    const { bytes, thumbnail } = await annotated(image, 0, marks);
    desk.keepPicture(session, bytes, thumbnail);
  };
  const takeOut = async () => {
    if (popOut.window) return popOut.close();
    setRefusal(await popOut.open(texts.picture.windowTitle(view.number)) ? null : texts.picture.popOutRefused);
  };

  const held = view.status === "on-hold";
  const looking: Action[] = [
    { id: "look.fit", label: texts.picture.fit, keys: ["0"], icon: "fit", pressed: isPlainly("fit"), run: () => fitting("fit") },
    { id: "look.fill", label: texts.picture.fill, keys: ["9"], icon: "fill", pressed: isPlainly("fill"), run: () => fitting("fill") },
    { id: "look.actual-size", label: texts.picture.actualSize, keys: ["1"], icon: "actual-size", pressed: isPlainly("actual"), run: () => fitting("actual") },
    { id: "look.closer", label: texts.picture.closer, keys: ["+", "="], icon: "plus", repeats: true, run: () => closer(zoomStep) },
    { id: "look.farther", label: texts.picture.farther, keys: ["-"], icon: "minus", repeats: true, run: () => closer(1 / zoomStep) },
    {
      id: "look.full-screen", label: fullScreen.on ? texts.picture.leaveFullScreen : texts.picture.fullScreen, keys: ["f"],
      icon: fullScreen.on ? "full-screen-exit" : "full-screen", run: fullScreen.toggle,
    },
    {
      id: "look.pop-out", label: popOut.window ? texts.picture.popIn : texts.picture.popOut, keys: ["p"], icon: popOut.window ? "pop-in" : "pop-out",
      run: () => void takeOut(),
    },
  ];
  const moving: Action[] = [
    { id: "look.left", label: texts.picture.lookLeft, keys: ["arrowleft"], repeats: true, run: by(1, 0) },
    { id: "look.right", label: texts.picture.lookRight, keys: ["arrowright"], repeats: true, run: by(-1, 0) },
    { id: "look.up", label: texts.picture.lookUp, keys: ["arrowup"], repeats: true, run: by(0, 1) },
    { id: "look.down", label: texts.picture.lookDown, keys: ["arrowdown"], repeats: true, run: by(0, -1) },
  ];
  const drawing = drawingActions(board, { laser: true });
  const isKept = frozen !== null && kept?.frame === frozen.frame && kept.marks === board.marks;
  drawing.at(-1)!.push({
    id: "guide.keep", label: texts.guide.keep, keys: ["w"], icon: "photo", disabled: !frozen || isKept, run: () => void keep(),
  });
  const holding: Action[] = [
    {
      id: "guide.freeze", label: frozen ? texts.guide.unfreeze : texts.guide.freeze, keys: ["x"], icon: "freeze", pressed: frozen !== null, disabled: !frame,
      run: () => void freeze(),
    },
  ];

  const ending: Action[] = [{
    id: "session.hold", label: held ? texts.picture.resume : texts.picture.hold, keys: ["h"], disabled: session.busy, run: () => void desk.hold(session, !held),
  }];
  const actions = useRef<Action[]>([]);
  actions.current = [...looking, ...moving, ...drawing.flat(), ...holding, ...ending];
  useShortcuts(actions.current, !popOut.window && desk.front === session && !session.gallery.looking);
  useEffect(() => {
    if (home === window) return;
    // The pop-out shows its session whatever is in front of the page, and has keys of its own.
    const pressed = (event: KeyboardEvent) => void (shortcutsOn() && runByKey(event, actions.current));
    home.document.addEventListener("keydown", pressed);
    return () => home.document.removeEventListener("keydown", pressed);
  }, [home]);

  const fingers = useFingers(place, {
    mayDrag: () => board.tool === "hand",
    pinching: () => {
      board.cancel();
      guide.point(null);
    },
    drag: pan,
    pinch: closer,
  });
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === 0 ? event.deltaY / 40 : event.deltaY;
    // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    if (event.shiftKey) pan(-event.deltaX - event.deltaY, 0);
    else closer(1.1 ** -Math.min(Math.max(event.ctrlKey ? lines * 4 : lines, -8), 8), placeIn(place.current!, event));
  };

  const words = pictureWords(view, session.media, session.camera, session.moving);
  const reachesBeyond = rect && box && (rect.width > box.width + 1 || rect.height > box.height + 1);
  return (
    <div class="picture" ref={whole}>
      <div class={`picture-place${reachesBeyond && board.tool === "hand" ? " movable" : ""}`} ref={place} onWheel={wheel} {...fingers}
        onDblClick={() => board.tool === "hand" && fullScreen.toggle()}>
        <div class={`stage${words && !frozen ? " stale" : ""}`} style={placed(rect)}>
          <video ref={video} muted autoPlay playsInline aria-label={texts.picture.video} />
          {frozen && <img ref={still} src={frozen.url} alt={texts.guide.frozenPicture} draggable={false} />}
          {rect && <DrawingLayer board={board} size={rect} laser={guide.laser} point={at => guide.point(at)} label={texts.guide.marks(board.marks.length)}
            textLabel={texts.guide.textField} />}
        </div>
      </div>
      <div class="picture-words" role="status">
        {words && (
          <div class={`notice ${words.tone}`}>
            <Icon name={words.tone === "calm" ? "info" : "alert"} />
            <p><b>{words.headline}</b><br />{words.advice} {words.code && <small>{words.code}</small>}</p>
          </div>
        )}
        {frozen && <p class="picture-state"><Icon name="freeze" />{frozenWords(frozen.shown, frozen.sent / frozen.pieces)}</p>}
        {isKept && <p class="picture-state"><Icon name="photo" />{texts.guide.kept}</p>}
        {board.full && <p class="picture-state"><Icon name="info" />{texts.guide.full(mostMarks)}</p>}
        {refusal && <p class="picture-state"><Icon name="info" />{refusal}</p>}
      </div>
      {session.problem && <div class="picture-problem"><ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} /></div>}
      <RecordingMark session={session} />
      <div class="side-tools">
        <CameraTools wishes={session.cameraWishes} front={!popOut.window && desk.front === session} paused={view.status === "paused" || held} />
        <SnapshotTools requests={session.snapshots} front={!popOut.window && desk.front === session} disabled={view.status === "paused" || held} />
        <TalkTools desk={desk} session={session} front={!popOut.window && desk.front === session} />
        <RecordTools desk={desk} session={session} front={!popOut.window && desk.front === session} />
      </div>
      <MarkBar label={texts.guide.guiding} groups={[[...drawing[0]!, ...holding], ...drawing.slice(1)]} />
      <div class="tools" role="group" aria-label={texts.picture.tools}>
        {looking.map(action => (
          <button key={action.id} class="button icon" type="button" aria-label={action.label} aria-pressed={action.pressed}
            aria-keyshortcuts={spoken(action.keys[0]!)} onClick={() => action.run()}>
            <Icon name={action.icon!} /><span class="tip" aria-hidden="true">{action.label}<kbd>{shown(action.keys[0]!)}</kbd></span>
          </button>
        ))}
        <span class="tools-gap" />
        <button class="button" type="button" {...keyed(texts.shortcuts.labels.hold, "h")} disabled={session.busy} onClick={() => desk.hold(session, !held)}>
          <Icon name={held ? "play" : "hold"} />{held ? texts.picture.resume : texts.picture.hold}
        </button>
      </div>
    </div>
  );
}

function frozenWords(isShown: boolean, share: number): string {
  return isShown ? texts.guide.frozenShown : texts.guide.frozenSending(Math.round(share * 100));
}

function placeIn(element: HTMLElement, event: MouseEvent): Place {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

interface Fingers {
  mayDrag(): boolean;
  /** A second finger has come down: whatever the first one was doing, it was not meant. */
  pinching(): void;
  drag(x: number, y: number): void;
  pinch(factor: number, at: Place): void;
}

/** One pointer moves the picture where that is its tool; two fingers come closer, whatever the tool. The middle button always moves it. */
function useFingers(place: { current: HTMLElement | null }, { mayDrag, pinching, drag, pinch }: Fingers) {
  const down = useRef(new Map<number, Place>());
  const latest = useRef(pinch);
  latest.current = pinch;
  useEffect(() => {
    // Safari tells of a pinch on a touchpad in events of its own.
    const element = place.current!;
    let before = 1;
    const pinched = (event: Event) => {
      event.preventDefault();
      const { scale } = event as Event & { scale: number };
      if (event.type === "gesturechange" && down.current.size === 0) latest.current(scale / before, placeIn(element, event as MouseEvent));
      before = scale;
    };
    for (const type of ["gesturestart", "gesturechange"]) element.addEventListener(type, pinched);
    return () => {
      for (const type of ["gesturestart", "gesturechange"]) element.removeEventListener(type, pinched);
    };
  }, []);
  const up = (event: PointerEvent) => void down.current.delete(event.pointerId);
  return {
    onPointerDownCapture: (event: PointerEvent) => {
      const touch = event.pointerType === "touch";
      if (!touch && !(event.button === 1 || (event.button === 0 && mayDrag()))) return;
      if (event.button === 1) event.preventDefault();
      down.current.set(event.pointerId, placeIn(place.current!, event));
      if (down.current.size === 2) {
        pinching();
        event.stopPropagation();
      }
      if (!touch) place.current!.setPointerCapture(event.pointerId);
    },
    onPointerMoveCapture: (event: PointerEvent) => {
      const from = down.current.get(event.pointerId);
      if (!from) return;
      const at = placeIn(place.current!, event);
      down.current.set(event.pointerId, at);
      const other = [...down.current].find(([pointer]) => pointer !== event.pointerId)?.[1];
      if (other) {
        event.stopPropagation();
        const apart = Math.hypot(from[0] - other[0], from[1] - other[1]);
        pinch(Math.hypot(at[0] - other[0], at[1] - other[1]) / Math.max(apart, 1), [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2]);
      } else if (mayDrag() || event.buttons === 4) {
        drag(at[0] - from[0], at[1] - from[1]);
      }
    },
    onPointerUpCapture: up,
    onPointerCancelCapture: up,
  };
}

function useFullScreen(element: { current: HTMLElement | null }, home: Window) {
  const [on, setOn] = useState(false);
  const { document: page } = home;
  useLayoutEffect(() => {
    const changed = () => setOn(page.fullscreenElement !== null && page.fullscreenElement === element.current);
    changed();
    page.addEventListener("fullscreenchange", changed);
    return () => page.removeEventListener("fullscreenchange", changed);
  }, [page]);
  const toggle = () => void (page.fullscreenElement ? page.exitFullscreen() : element.current?.requestFullscreen())?.catch(() => {});
  return { on, toggle };
}
