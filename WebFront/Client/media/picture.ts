/** A picture whose brightest point is below this is black, of 255. */
const blackBelow = 24;

const lookEvery = 1_000;

/** Black has to be seen this often in a row: a camera that starts or a hand that passes by is not worth a word. */
const looks = 2;

export interface PictureEvents {
  /** The first frame is on the screen. */
  first?(): void;
  /** The picture has turned black, or is a picture again. */
  black?(black: boolean): void;
  /** No picture is meant to be there, so black means nothing. */
  idle?(): boolean;
}

/** Looks at what a video element shows, once a second, without ever holding it up. Gives the way to stop. */
export function watchPicture(video: HTMLVideoElement, events: PictureEvents): () => void {
  const canvas = document.createElement("canvas");
  canvas.width = 32;
  canvas.height = 18;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let stopped = false;
  let seen = 0;
  let black = false;

  onFrame(video, () => {
    if (!stopped) events.first?.();
  });

  const look = () => {
    if (!context || document.hidden || video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    seen = !events.idle?.() && isBlack(context.getImageData(0, 0, canvas.width, canvas.height).data) ? seen + 1 : 0;
    if (seen >= looks === black) return;
    black = !black;
    events.black?.(black);
  };
  const timer = setInterval(look, lookEvery);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

/** @param pixels red, green, blue, alpha of each point, as ImageData holds them */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  for (let at = 0; at < pixels.length; at += 4) {
    if (Math.max(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!) >= blackBelow) return false;
  }
  return true;
}

function onFrame(video: HTMLVideoElement, first: () => void): void {
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(first);
  else (video as HTMLVideoElement).addEventListener("loadeddata", first, { once: true });
}
