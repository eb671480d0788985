import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Board } from "./Board.ts";
import type { Place, Size } from "./frame.ts";
import { longestText } from "./mark.ts";
import { MarksLayer } from "./MarksLayer.tsx";

interface DrawingProps {
  board: Board;
  /** Size of the frame as it is shown, in CSS pixels. */
  size: Size;
  laser?: Place | null;
  point?(at: Place | null): void;
  /** For whom cannot see the picture. */
  label: string;
  /** What the field for a text is called. */
  textLabel: string;
}

/** A picture's marks, and the pointer that makes them; it covers exactly the drawn frame. Without a drawing tool the pointer goes through. */
export function DrawingLayer({ board, size, laser, point, label, textLabel }: DrawingProps) {
  const layer = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState<Place | null>(null);
  const follow = useRef<{ pointer: number; places: Place[]; frame: number } | null>(null);
  const { tool, current } = board;

  // Before anything can be done with the new tool: a press that came first would be undone.
  useLayoutEffect(() => {
    setWriting(null);
    // With another tool the pointer may never be seen to leave.
    release();
    point?.(null);
  }, [tool]);
  useEffect(() => () => {
    board.cancel();
    point?.(null);
  }, [board]);

  const placeOf = (event: PointerEvent): Place => {
    const box = layer.current!.getBoundingClientRect();
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  };
  const window = () => layer.current!.ownerDocument.defaultView!;
  /** What has gathered since the last frame was drawn goes out as one. */
  const gather = (event: PointerEvent) => {
    const to = follow.current;
    if (!to || event.pointerId !== to.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    to.places.push(...(events.length > 0 ? events : [event]).map(placeOf));
    to.frame ||= window().requestAnimationFrame(() => flush());
  };
  const flush = () => {
    const to = follow.current;
    if (!to) return;
    to.frame = 0;
    const places = to.places.splice(0);
    if (board.tool === "laser") {
      if (places.length > 0) point?.(places.at(-1)!);
    } else {
      board.draw(places);
    }
  };
  const release = () => {
    if (follow.current?.frame) window().cancelAnimationFrame(follow.current.frame);
    follow.current = null;
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || tool === "hand" || (follow.current && tool !== "laser")) return;
    event.preventDefault();
    event.stopPropagation();
    const at = placeOf(event);
    if (tool === "text") setWriting(at);
    else if (tool === "number") board.count(at);
    else {
      release();
      follow.current = { pointer: event.pointerId, places: [], frame: 0 };
      layer.current!.setPointerCapture(event.pointerId);
      if (tool === "laser") point?.(at);
      else board.begin(tool, at);
    }
  };
  const move = (event: PointerEvent) => {
    // The laser follows a mouse without a button; a finger has to be down.
    if (tool === "laser" && !follow.current) follow.current = { pointer: event.pointerId, places: [], frame: 0 };
    gather(event);
  };
  const up = (event: PointerEvent) => {
    if (event.pointerId !== follow.current?.pointer) return;
    if (tool === "laser") {
      if (event.pointerType !== "mouse") leave();
      return;
    }
    gather(event);
    flush();
    release();
    board.end();
  };
  const leave = () => {
    if (tool !== "laser") return;
    release();
    point?.(null);
  };
  const cancel = () => {
    release();
    board.cancel();
    point?.(null);
  };

  return (
    <div ref={layer} class={`drawing ${tool === "hand" ? "through" : tool}`} onPointerDown={down} onPointerMove={move} onPointerUp={up}
      onPointerLeave={leave} onPointerCancel={cancel}>
      <MarksLayer marks={current ? [...board.marks, current] : board.marks} laser={laser} size={size} label={label} />
      {writing && <TextField at={writing} label={textLabel} colour={board.colour} done={text => {
        setWriting(null);
        if (text !== null) board.write(text, writing);
      }} />}
    </div>
  );
}

function TextField({ at, label, colour, done }: { at: Place; label: string; colour: string; done: (text: string | null) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  useLayoutEffect(() => field.current!.focus(), [at]);
  const end = (text: string | null) => {
    if (over.current) return;
    over.current = true;
    done(text);
  };
  const toTheRight = at[0] < 0.6;
  return (
    <input ref={field} class={`mark-text ${colour}`} aria-label={label} placeholder={label} maxLength={longestText} autocomplete="off" enterkeyhint="done"
      style={{ top: `${at[1] * 100}%`, ...(toTheRight ? { left: `${at[0] * 100}%` } : { right: `${(1 - at[0]) * 100}%` }) }}
      onPointerDown={event => event.stopPropagation()}
      onBlur={event => end(event.currentTarget.value)}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key === "Enter" && !event.isComposing) end(event.currentTarget.value);
        else if (event.key === "Escape") end(null);
      }} />
  );
}

const within = (value: number) => Math.min(Math.max(value, 0), 1);
