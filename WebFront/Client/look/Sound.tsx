import { useEffect, useRef } from "preact/hooks";

/**
 * What the other side says, heard and not seen. A browser that plays nothing before the page was touched plays at the next touch.
 * `blocked` is told when it waits for that.
 */
export function Sound({ stream, blocked }: { stream: MediaStream | null; blocked?: (blocked: boolean) => void }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current!;
    if (element.srcObject !== stream) element.srcObject = stream;
    const play = () => {
      if (!stream) return;
      element.play().then(() => blocked?.(false), failure => {
        if ((failure as DOMException).name === "NotAllowedError") blocked?.(true);
      });
    };
    play();
    // A call or a lock screen leaves the element standing although its track lives.
    const again = () => {
      if (document.visibilityState === "visible" && element.paused) play();
    };
    document.addEventListener("visibilitychange", again);
    document.addEventListener("pointerup", again);
    return () => {
      document.removeEventListener("visibilitychange", again);
      document.removeEventListener("pointerup", again);
    };
  }, [stream]);
  return <audio ref={audio} autoplay />;
}
