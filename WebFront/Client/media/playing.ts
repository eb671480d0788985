/**
 * Plays a video, and once more whenever it stands still although its track lives: after a call or a lock screen, and where the browser
 * plays nothing before the page is touched. Gives the way to stop.
 */
export function keepPlaying(video: HTMLVideoElement): () => void {
  const play = () => void video.play().catch(() => {});
  const again = () => {
    if (video.paused && document.visibilityState === "visible") play();
  };
  play();
  document.addEventListener("visibilitychange", again);
  document.addEventListener("pointerup", again);
  return () => {
    document.removeEventListener("visibilitychange", again);
    document.removeEventListener("pointerup", again);
  };
}
