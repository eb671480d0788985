import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { PictureView } from "../../hub/contract.ts";
import { Icon } from "../../look/Icon.tsx";
import type { IconName } from "../../look/icons.ts";
import { Board } from "../../marks/Board.ts";
import { panned, steadied, wholeView, zoomedAt, type Size, type View } from "../../marks/frame.ts";
import { mostMarks } from "../../marks/mark.ts";
import { MarkBar, type Action } from "../../marks/MarkBar.tsx";
import { texts } from "../../words/console.ts";
import type { Desk } from "../Desk.ts";
import { drawingActions } from "../drawingActions.ts";
import type { OpenSession } from "../OpenSession.ts";
import { ProblemNotice } from "../ProblemNotice.tsx";
import { useShortcuts } from "../shortcuts.ts";
import { clock } from "../time.ts";
import { annotated } from "./annotated.ts";
import { DeleteQuestion } from "./DeleteQuestion.tsx";
import { bytesWords, downloadAddress, neighbour, pictureAddress, sourceWords } from "./pictures.ts";
import { Stage, turned } from "./Stage.tsx";

const words = texts.pictures;

/** One press of a key or a button. */
const zoomStep = 1.25;
const panStep = 80;

interface Props { desk: Desk; session: OpenSession }

/** One picture as large as its place, or two side by side, with all that can be done with them. */
export function Viewer({ desk, session }: Props) {
  const { gallery, view: { pictures } } = session;
  const looking = gallery.looking!;
  const root = useRef<HTMLElement>(null);
  const [, again] = useReducer((count: number, _: void) => count + 1, 0);
  const board = useMemo(() => new Board({ changed: again }), []);
  const [views, setViews] = useState<Record<"first" | "second", View>>({ first: wholeView, second: wholeView });
  const sizes = useRef<Partial<Record<"first" | "second", { picture: Size; box: Size }>>>({});
  const leaving = useRef("");
  const [deleting, setDeleting] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const { active, marking } = looking;
  const id = looking[active]!;
  const picture = pictures.find(({ pictureId }) => pictureId === id)!;
  const ready = picture.state === "ready";
  const canAct = ready && !session.superseded;

  // The keyboard comes to the picture with it, and goes back to its place in the list.
  useEffect(() => {
    if (!root.current!.contains(document.activeElement)) root.current!.focus();
  }, [looking.first, looking.second]);
  useEffect(() => {
    const panel = root.current!.parentElement!;
    return () => panel.querySelector<HTMLElement>(`[data-picture="${leaving.current}"]`)?.focus();
  }, []);
  leaving.current = id;
  useEffect(() => setViews(before => ({ ...before, first: wholeView })), [looking.first]);
  useEffect(() => setViews(before => ({ ...before, second: wholeView })), [looking.second]);
  useEffect(() => {
    board.reset();
    board.choose(marking ? "arrow" : "hand");
  }, [marking, looking.first]);

  const look = (view: View) => setViews(before => ({ ...before, [active]: view }));
  const change = (next: (view: View, box: Size, frame: Size) => View) => {
    const size = sizes.current[active];
    if (!size) return;
    const frame = turned(size.picture, gallery.rotation(picture));
    look(next(steadied(size.box, frame, views[active], devicePixelRatio), size.box, frame));
  };
  const zoom = (factor: number) => change((view, box, frame) => zoomedAt(box, frame, view, devicePixelRatio, factor, [box.width / 2, box.height / 2]));
  const pan = (x: number, y: number) => change((view, box, frame) => panned(box, frame, view, devicePixelRatio, [x, y]));
  const turn = (by: number) => canAct && !marking && desk.turnPicture(session, picture, by);
  const show = (by: number) => {
    const next = neighbour(pictures, id, by);
    if (next && !marking) desk.look(session, next);
  };
  const compare = () => {
    if (marking) return;
    const other = looking.second ? null : neighbour(pictures.filter(({ state, pictureId }) => state === "ready" || pictureId === id), id, -1);
    gallery.compare(other);
    again();
  };
  const mark = (on: boolean) => {
    if (on && (!canAct || looking.second)) return;
    gallery.mark(on);
    look(wholeView);
    again();
    root.current?.focus();
  };
  const keep = async () => {
    const image = root.current?.querySelector<HTMLImageElement>(".viewer-stage img");
    if (!image || keeping) return;
    setKeeping(true);
    const copy = await annotated(image, gallery.rotation(picture), board.marks);
    desk.keepPicture(session, copy.bytes, copy.thumbnail);
    setKeeping(false);
    mark(false);
  };
  const drawing = drawingActions(board, { laser: false });

  const closer = views[active].zoom > 1 || views[active].fitting !== "fit";
  const seeing: Action[] = [
    { id: "pictures.closer", label: words.zoomIn, keys: ["+", "="], repeats: true, disabled: !ready, run: () => zoom(zoomStep) },
    { id: "pictures.farther", label: words.zoomOut, keys: ["-"], repeats: true, disabled: !ready, run: () => zoom(1 / zoomStep) },
    { id: "pictures.whole", label: words.whole, keys: ["0"], disabled: !ready, run: () => look(wholeView) },
    { id: "pictures.actual-size", label: texts.picture.actualSize, keys: ["1"], disabled: !ready, run: () => look({ ...wholeView, fitting: "actual" }) },
  ];
  const going: Action[] = [
    { id: "pictures.previous", label: words.previous, keys: closer ? ["pageup"] : ["arrowleft", "pageup"], run: () => show(-1) },
    { id: "pictures.next", label: words.next, keys: closer ? ["pagedown"] : ["arrowright", "pagedown"], run: () => show(1) },
    { id: "pictures.first", label: words.first, keys: ["home"], run: () => desk.look(session, pictures[0]!.pictureId) },
    { id: "pictures.last", label: words.last, keys: ["end"], run: () => desk.look(session, pictures.at(-1)!.pictureId) },
  ];
  const moving: Action[] = closer ? [
    { id: "look.left", label: texts.picture.lookLeft, keys: ["arrowleft"], repeats: true, run: () => pan(panStep, 0) },
    { id: "look.right", label: texts.picture.lookRight, keys: ["arrowright"], repeats: true, run: () => pan(-panStep, 0) },
    { id: "look.up", label: texts.picture.lookUp, keys: ["arrowup"], repeats: true, run: () => pan(0, panStep) },
    { id: "look.down", label: texts.picture.lookDown, keys: ["arrowdown"], repeats: true, run: () => pan(0, -panStep) },
  ] : [];
  const doing: Action[] = [
    { id: "pictures.turn-right", label: words.turnRight, keys: ["r"], disabled: !canAct, run: () => turn(90) },
    { id: "pictures.turn-left", label: words.turnLeft, keys: ["l"], disabled: !canAct, run: () => turn(-90) },
    { id: "pictures.draw", label: words.mark, keys: ["a"], disabled: !canAct || looking.second !== null, run: () => mark(true) },
    { id: "pictures.compare", label: words.compare, keys: ["c"], run: compare },
    { id: "pictures.download", label: words.download, keys: ["d"], disabled: !ready, run: () => root.current?.querySelector<HTMLAnchorElement>("a[download]")?.click() },
    { id: "pictures.delete", label: words.delete, keys: ["delete"], run: () => setDeleting(true) },
    { id: "pictures.close", label: words.close, keys: ["escape"], run: () => desk.stopLooking(session) },
  ];
  const unmarked: Action = { id: "pictures.cancel", label: words.cancelMarks, keys: ["escape"], run: () => mark(false) };
  useShortcuts(
    marking ? [...(board.tool === "hand" && board.marks.length === 0 ? [unmarked] : []), ...drawing.flat(), ...seeing] : [...going, ...moving, ...seeing, ...doing],
    desk.front === session && !deleting,
  );

  return (
    <section class="viewer" ref={root} tabIndex={-1} aria-label={words.viewer}>
      <header class="viewer-head">
        <p><b>{words.place(pictures.indexOf(picture) + 1, pictures.length)}</b> <span class="muted">{facts(picture)}</span></p>
        <button class="button quiet icon" type="button" aria-label={words.close} title={`${words.close} (Esc)`} onClick={() => desk.stopLooking(session)}><Icon name="close" /></button>
      </header>
      <div class={looking.second ? "panes two" : "panes"}>
        {(["first", "second"] as const).map(pane => {
          const shown = pictures.find(({ pictureId }) => pictureId === looking[pane]);
          return shown && (
            <div key={pane} class={`pane${looking.second && active === pane ? " active" : ""}`} onPointerDownCapture={() => pane !== active && (gallery.activate(pane), again())}>
              {looking.second && <button class="pane-name" type="button" aria-pressed={active === pane} onClick={() => { gallery.activate(pane); again(); }}>
                {words.place(pictures.indexOf(shown) + 1, pictures.length)}
              </button>}
              {shown.state === "ready"
                ? <Stage key={shown.pictureId} src={pictureAddress(session.id, shown.pictureId)} label={words.picture(pictures.indexOf(shown) + 1, sourceWords(shown))}
                    rotation={gallery.rotation(shown)} view={views[pane]} look={view => setViews(before => ({ ...before, [pane]: view }))}
                    board={marking ? board : null} measured={(picture, box) => { sizes.current[pane] = { picture, box }; }} />
                : <div class="viewer-stage"><div class="viewer-words"><Icon name={shown.state === "private" ? "lock" : "alert"} />
                    <p>{words.states[shown.state]}</p>{shown.problem && <ProblemNotice problem={shown.problem} />}</div></div>}
            </div>
          );
        })}
        {marking && <MarkBar label={words.mark} groups={drawing} />}
      </div>
      {session.problem && <div class="viewer-problem"><ProblemNotice problem={session.problem} onDismiss={() => desk.dismissProblem(session)} /></div>}
      {marking
        ? (
          <div class="viewer-tools">
            <p role="status">{board.full ? texts.guide.full(mostMarks) : ""}</p>
            <button class="button primary" type="button" aria-disabled={keeping || board.marks.length === 0 ? "true" : undefined}
              onClick={() => board.marks.length > 0 && void keep()}>{keeping ? <span class="spinner" /> : <Icon name="check" />}{keeping ? words.keeping : words.keepCopy}</button>
            <button class="button" type="button" onClick={() => mark(false)}>{words.cancelMarks}</button>
          </div>
        )
        : (
          <div class="viewer-tools" role="group" aria-label={words.tools}>
            <Tool icon="arrow-left" label={words.previous} keys="←" off={pictures.length < 2} act={() => show(-1)} />
            <Tool icon="arrow-right" label={words.next} keys="→" off={pictures.length < 2} act={() => show(1)} />
            <span class="tools-gap" />
            <Tool icon="rotate-left" label={words.turnLeft} keys="L" off={!canAct} act={() => turn(-90)} />
            <Tool icon="rotate-right" label={words.turnRight} keys="R" off={!canAct} act={() => turn(90)} />
            <span class="tools-gap" />
            <Tool icon="zoom-out" label={words.zoomOut} keys="−" off={!ready} act={() => zoom(1 / zoomStep)} />
            <Tool icon="zoom-in" label={words.zoomIn} keys="+" off={!ready} act={() => zoom(zoomStep)} />
            <Tool icon="fit" label={words.whole} keys="0" off={!ready} act={() => look(wholeView)} />
            <span class="tools-gap" />
            <Tool icon="pen" label={words.mark} keys="A" named off={!canAct || looking.second !== null} act={() => mark(true)} />
            <Tool icon="compare" label={words.compare} keys="C" named pressed={looking.second !== null}
              off={!looking.second && pictures.filter(({ state }) => state === "ready").length < 2} act={compare} />
            <span class="tools-gap" />
            <a class={`button${ready ? "" : " off"}`} {...ready && { href: downloadAddress(session.id, id) }} download title={`${words.download} (D)`} aria-label={words.download}
              aria-disabled={ready ? undefined : "true"}><Icon name="download" /></a>
            <Tool icon="trash" label={words.delete} keys="Del" off={session.superseded} act={() => setDeleting(true)} />
          </div>
        )}
      {deleting && <DeleteQuestion close={() => { setDeleting(false); root.current?.focus(); }} yes={() => void desk.deletePicture(session, id)} />}
    </section>
  );

  function facts(picture: PictureView): string {
    const size = picture.width && picture.height ? `${picture.width} × ${picture.height}` : "";
    return [sourceWords(picture), clock(picture.at), size, bytesWords(picture.bytes)].filter(Boolean).join(" · ");
  }
}

interface ToolProps { icon: IconName; label: string; keys: string; act: () => void; off?: boolean; pressed?: boolean; named?: boolean }

function Tool({ icon, label, keys, act, off = false, pressed, named }: ToolProps) {
  return (
    <button class="button" type="button" title={`${label} (${keys})`} aria-label={named ? undefined : label} disabled={off} aria-pressed={pressed} onClick={act}>
      <Icon name={icon} />{named && label}
    </button>
  );
}
