import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Board } from "../../marks/Board.ts";
import { DrawingLayer } from "../../marks/DrawingLayer.tsx";
import { frameRect, panned, steadied, zoomedAt, type Place, type Size, type View } from "../../marks/frame.ts";
import { texts } from "../../words/console.ts";

const words = texts.pictures;

interface StageProps {
  src: string;
  /** What is seen, for whom cannot see it. */
  label: string;
  /** Degrees clockwise. */
  rotation: number;
  view: View;
  look(view: View): void;
  /** Marks are being drawn on it. */
  board: Board | null;
  /** Told the picture's own size, and the place's, when they are known or change. */
  measured(picture: Size, box: Size): void;
}

/** One picture in its place: zoomed by wheel and pinch, moved by dragging, turned by quarters. */
export function Stage({ src, label, rotation, view, look, board, measured }: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [natural, setNatural] = useState<Size | null>(null);
  const [missing, setMissing] = useState(false);
  const fingers = useRef(new Map<number, Place>());

  useLayoutEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => setMissing(false), [src]);
  const frame = natural && turned(natural, rotation);
  useLayoutEffect(() => {
    if (natural) measured(natural, room);
  }, [natural, room]);

  const ratio = devicePixelRatio;
  const steady = frame && room.width > 0 ? steadied(room, frame, view, ratio) : view;
  const rect = frame && frameRect(room, frame, steady, ratio);

  const at = (event: { clientX: number; clientY: number }): Place => {
    const { left, top } = box.current!.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    if (frame) look(zoomedAt(room, frame, steady, ratio, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), at(event)));
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    box.current!.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, at(event));
  };
  const move = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before || !frame) return;
    const now = at(event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    if (!other) return look(panned(room, frame, steady, ratio, [now[0] - before[0], now[1] - before[1]]));
    const apart = (one: Place) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
    look(zoomedAt(room, frame, steady, ratio, apart(now) / apart(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]));
  };
  const up = (event: PointerEvent) => fingers.current.delete(event.pointerId);

  const shown = rect && { width: rect.width, height: rect.height };
  const face = shown && turned(shown, rotation);
  return (
    <div class="viewer-stage" ref={box} onWheel={wheel} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up}>
      {!natural && !missing && <p class="viewer-words row" role="status"><span class="spinner" />{words.loading}</p>}
      {missing && <p class="viewer-words" role="alert">{words.missing}</p>}
      <div class="viewer-frame" style={rect ? { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` } : { visibility: "hidden" }}>
        <img key={src} src={src} alt={label} draggable={false}
          style={face && rect ? { width: `${face.width}px`, height: `${face.height}px`, rotate: `${rotation}deg`, left: `${(rect.width - face.width) / 2}px`, top: `${(rect.height - face.height) / 2}px` } : {}}
          onLoad={({ currentTarget: image }) => setNatural({ width: image.naturalWidth, height: image.naturalHeight })} onError={() => setMissing(true)} />
        {board && shown && <DrawingLayer board={board} size={shown} label={words.marks(board.marks.length)} textLabel={words.markText} />}
      </div>
    </div>
  );
}

/** A size after quarter turns. */
export function turned({ width, height }: Size, rotation: number): Size {
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}
