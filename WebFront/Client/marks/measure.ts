import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Rect, Size } from "./frame.ts";

/** Puts an element where a rectangle lies. */
export function placed(rect: Rect | null): Record<string, string> {
  return rect ? { left: `${rect.left}px`, top: `${rect.top}px`, width: `${rect.width}px`, height: `${rect.height}px` } : {};
}

/** The size of an element in CSS pixels, followed; null until it has one. @param home measured anew when this changes: the window it is in */
export function useSize(element: { current: HTMLElement | null }, home?: unknown): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const target = element.current!;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = target;
      setSize(before => before?.width === width && before.height === height ? before : width && height ? { width, height } : null);
    };
    // One that belongs to another window is not told while that window is hidden.
    const { ResizeObserver } = target.ownerDocument.defaultView as unknown as typeof globalThis;
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
    return () => observer.disconnect();
  }, [home]);
  return size;
}

/** The size of the frame that a video shows, upright as it is drawn; a phone that is turned changes it. What the track says may come early or late. */
export function useFrameSize(video: { current: HTMLVideoElement | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = video.current!;
    const measure = () => {
      const { videoWidth: width, videoHeight: height } = element;
      if (width && height) setSize(before => before?.width === width && before.height === height ? before : { width, height });
    };
    const events = ["resize", "loadedmetadata", "playing"] as const;
    for (const event of events) element.addEventListener(event, measure);
    measure();
    return () => {
      for (const event of events) element.removeEventListener(event, measure);
    };
  }, []);
  return size;
}
