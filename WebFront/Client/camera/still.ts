import { imageSize, type Size } from "./imageSize.ts";

/** A camera that has not given a photo by then will not give one, in milliseconds. */
const photoLimit = 10_000;

/** How long the picture may take to become larger, in milliseconds; then the frame is taken as large as it is. */
const growLimit = 3_000;

const quality = 0.92;

/** What taking a still needs of the browser. */
export interface StillTools {
  /** A photo by the camera itself, as large as it can. */
  photograph(track: MediaStreamTrack): Promise<Blob>;
  /** The next frame of the track that is at least so large, or the largest there is. */
  frame(track: MediaStreamTrack, size: Size): Promise<Blob>;
}

/**
 * A still at the camera's full resolution: a photo by the camera (W3C MediaStream Image Capture, takePhoto) where the browser has that and
 * it is as large as the camera, the best frame at the camera's full size otherwise.
 * @param resize sets the size the track runs at
 */
export async function takeStill(track: MediaStreamTrack, resize: (size: Size) => Promise<void>, tools: StillTools = browserTools): Promise<Blob> {
  const full = fullSize(track);
  const photo = await within(photoLimit, tools.photograph(track)).catch(() => null);
  const size = photo && await imageSize(photo);
  if (photo && size && area(size) >= area(full)) return photo;
  await resize(full);
  const frame = await tools.frame(track, full);
  const frameSize = await imageSize(frame);
  return photo && size && frameSize && area(size) >= area(frameSize) ? photo : frame;
}

/** The largest size the camera says it has; what it runs at where it says nothing. */
export function fullSize(track: MediaStreamTrack): Size {
  const { width, height } = (track.getCapabilities?.() ?? {}) as { width?: { max?: number }; height?: { max?: number } };
  const now = track.getSettings();
  return { width: width?.max ?? now.width ?? 0, height: height?.max ?? now.height ?? 0 };
}

const area = ({ width, height }: Size) => width * height;

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => timer = setTimeout(() => reject(new Error("The camera gave no photo in time.")), milliseconds));
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

interface ImageCapture {
  getPhotoCapabilities(): Promise<{ imageWidth?: { max?: number }; imageHeight?: { max?: number } }>;
  takePhoto(settings?: { imageWidth?: number; imageHeight?: number }): Promise<Blob>;
}

declare const ImageCapture: { new(track: MediaStreamTrack): ImageCapture };

const browserTools: StillTools = {
  async photograph(track) {
    const capture = new ImageCapture(track);
    const { imageWidth, imageHeight } = await capture.getPhotoCapabilities().catch(() => ({ imageWidth: undefined, imageHeight: undefined }));
    const largest = imageWidth?.max && imageHeight?.max ? { imageWidth: imageWidth.max, imageHeight: imageHeight.max } : undefined;
    // Some cameras name a size and then refuse it.
    return largest ? await capture.takePhoto(largest).catch(() => capture.takePhoto()) : await capture.takePhoto();
  },

  async frame(track, size) {
    const video = document.createElement("video");
    video.muted = video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    try {
      await video.play();
      // Upright or on its side, the larger side is the same.
      const wanted = Math.max(size.width, size.height);
      for (const end = performance.now() + growLimit; performance.now() < end;) {
        if (Math.max(video.videoWidth, video.videoHeight) >= wanted && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) break;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      const canvas = document.createElement("canvas");
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d")!.drawImage(video, 0, 0);
      const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, "image/jpeg", quality));
      if (!blob) throw new Error("The frame could not be kept.");
      return blob;
    } finally {
      video.srcObject = null;
    }
  },
};
