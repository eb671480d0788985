import { useState } from "preact/hooks";
import type { PictureView } from "../../hub/contract.ts";
import { Icon } from "../../look/Icon.tsx";
import { thumbnailOf } from "../../pictures/thumbnail.ts";
import { texts } from "../../words/console.ts";
import type { Desk } from "../Desk.ts";
import type { OpenSession } from "../OpenSession.ts";
import { useShortcuts } from "../shortcuts.ts";
import { clock } from "../time.ts";
import { sentenceOf } from "../words.ts";
import { sourceWords, thumbnailAddress } from "./pictures.ts";

const words = texts.pictures;

/** The session's pictures in small beside the video, newest last, each with where it is. */
export function PictureStrip({ desk, session }: { desk: Desk; session: OpenSession }) {
  const { pictures } = session.view;
  const { gallery } = session;
  const unsent = desk.unsentPictures(session);
  useShortcuts([
    { id: "pictures.look", label: words.look, keys: ["shift+s"], run: () => desk.look(session, pictures.at(-1)!.pictureId) },
  ], session === desk.front && !gallery.looking);
  return (
    <section class="strip" aria-label={words.label}>
      <h2>{words.count(pictures.length)}{gallery.unseen > 0 && <span class="unread"><span aria-hidden="true">({gallery.unseen})</span><span class="visually-hidden">{words.unseen(gallery.unseen)}</span></span>}</h2>
      <ol>
        {pictures.map((picture, at) => <Tile key={picture.pictureId} desk={desk} session={session} picture={picture} place={at + 1} />)}
      </ol>
      <p class="small caution-text" role="status">{unsent > 0 ? words.waiting(unsent) : ""}</p>
    </section>
  );
}

function Tile({ desk, session, picture, place }: { desk: Desk; session: OpenSession; picture: PictureView; place: number }) {
  const { gallery } = session;
  const { pictureId, state } = picture;
  const looking = gallery.looking;
  const shown = looking?.first === pictureId || looking?.second === pictureId;
  const unseen = gallery.isUnseen(pictureId);
  return (
    <li class={state}>
      <button type="button" class="tile" aria-current={shown ? "true" : undefined} onClick={() => desk.look(session, pictureId)}
        data-picture={pictureId} aria-label={words.tile(place, sourceWords(picture), words.states[state], clock(picture.at), unseen)}
        title={picture.problem ? sentenceOf(picture.problem) : sourceWords(picture)}>
        <Face session={session} picture={picture} />
        {unseen && <span class="tile-new">{words.new}</span>}
      </button>
      {state === "receiving" && <Progress done={gallery.progress(picture)} />}
      {picture.problem && <p class="visually-hidden">{sentenceOf(picture.problem)}</p>}
    </li>
  );
}

function Face({ session, picture }: { session: OpenSession; picture: PictureView }) {
  const [missing, setMissing] = useState(false);
  if (picture.state !== "ready" || missing) {
    const icon = picture.state === "private" ? "lock" : picture.state === "receiving" ? "download" : "alert";
    return <span class="tile-blank"><Icon name={icon} /><span>{words.states[missing ? "failed" : picture.state]}</span></span>;
  }
  return (
    <img src={thumbnailAddress(session.id, picture.pictureId)} alt="" style={{ rotate: `${session.gallery.rotation(picture)}deg` }}
      onError={() => setMissing(true)} onLoad={event => void makeSmall(session.id, picture.pictureId, event.currentTarget)} />
  );
}

function Progress({ done }: { done: number | undefined }) {
  return <progress aria-label={words.states.receiving} max={1} {...done === undefined ? {} : { value: done }} />;
}

/** A picture without a small form is shown by itself in small; the next time it need not be fetched whole. */
async function makeSmall(session: string, pictureId: string, image: HTMLImageElement): Promise<void> {
  const size = { width: image.naturalWidth, height: image.naturalHeight };
  if (Math.max(size.width, size.height) <= largestThumbnail) return;
  const thumbnail = await thumbnailOf(image, size);
  if (!thumbnail) return;
  await fetch(thumbnailAddress(session, pictureId), { method: "PUT", headers: { "content-type": thumbnail.type }, body: thumbnail }).catch(() => {});
}

/** Longest side of any small form that the server keeps, pixels. */
const largestThumbnail = 640;
