import type { AgentView, PictureView } from "../../hub/contract.ts";
import { texts } from "../../words/console.ts";

const words = texts.pictures;

/** Where a picture and its small form are found. */
export const pictureAddress = (session: string, pictureId: string) => `/api/pictures/${session}/${pictureId}`;
export const thumbnailAddress = (session: string, pictureId: string) => `${pictureAddress(session, pictureId)}/thumbnail`;
export const downloadAddress = (session: string, pictureId: string) => `${pictureAddress(session, pictureId)}?download`;

/** The pictures that have come to an end of their way since another view: ready, not to be seen, or not arrived. */
export function newlyDecided(before: AgentView, now: AgentView): PictureView[] {
  const known = new Map(before.pictures.map(picture => [picture.pictureId, picture.state]));
  return now.pictures.filter(({ pictureId, state }) => state !== "receiving" && (known.get(pictureId) ?? "receiving") === "receiving");
}

/** The picture so many further in the row, round the ends; null in an empty row. */
export function neighbour(pictures: readonly PictureView[], pictureId: string, by: number): string | null {
  const at = pictures.findIndex(picture => picture.pictureId === pictureId);
  return pictures[(Math.max(0, at) + by + pictures.length) % pictures.length]?.pictureId ?? null;
}

/** The picture that is looked at when this one is gone. */
export function afterDeleting(pictures: readonly PictureView[], pictureId: string): string | null {
  const at = pictures.findIndex(picture => picture.pictureId === pictureId);
  return (pictures[at + 1] ?? pictures[at - 1])?.pictureId ?? null;
}

/** A size in bytes for people: `2.1 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Where a picture comes from, in words. */
export function sourceWords({ source, from }: PictureView): string {
  return source === "text" ? words.sources.text(from ?? "") : words.sources[source];
}

/** What is read out when pictures have come in; nothing for none. */
export function newsWords(news: readonly PictureView[]): string {
  const ready = news.filter(({ state }) => state === "ready").length;
  return news.length === 0 ? "" : ready > 0 ? words.news.ready(ready) : words.news.other;
}
