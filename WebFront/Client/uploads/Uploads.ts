import { operationId } from "../hub/operationId.ts";
import type { Parcel } from "./Parcel.ts";
import type { Shelf } from "./Shelf.ts";
import { Upload, type UploadOptions } from "./Upload.ts";

export interface UploadsOptions extends UploadOptions {
  /** Where parcels lie until they have arrived. */
  shelf: Shelf;
}

/** More at once would only make each one slower. */
const atOnce = 2;

/** All the pictures that this page has under way, two at a time, oldest first. */
export class Uploads {
  /** In the order they were given; those that have arrived stay until they are forgotten. */
  all: readonly Upload[] = [];

  #options: UploadsOptions;
  /** One after the other, so that nothing is taken from the shelf before it was put there. */
  #shelving: Promise<unknown> = Promise.resolve();

  constructor(options: UploadsOptions) {
    this.#options = {
      ...options,
      changed: () => {
        this.#startNext();
        options.changed?.();
      },
    };
  }

  /** Sends a picture, under an id of its own unless it has one. Whoever waits for it takes `settled`; the picture's id is `parcel.id`. */
  send(parcel: Omit<Parcel, "id"> & { id?: string }): Upload {
    const whole: Parcel = { id: operationId(), ...parcel };
    this.#shelve(shelf => shelf.put(whole));
    return this.#add(whole);
  }

  /** Goes on with what an earlier page has left behind. */
  async resume(sessions: readonly string[]): Promise<Upload[]> {
    const left = await this.#options.shelf.all().catch(() => []);
    return left.filter(({ id, session }) => sessions.includes(session) && !this.all.some(({ parcel }) => parcel.id === id))
      .map(parcel => this.#add(parcel));
  }

  /** Sends anew what was refused, as another picture in the same place. */
  again(refused: Upload): Upload {
    const { id: _, ...parcel } = refused.parcel;
    const upload = this.send(parcel);
    this.all = this.all.filter(one => one !== upload).map(one => one === refused ? upload : one);
    this.#options.changed?.();
    return upload;
  }

  cancel(upload: Upload): void {
    upload.cancel();
    this.forget(upload);
  }

  /** Shows it no longer. */
  forget(upload: Upload): void {
    this.all = this.all.filter(one => one !== upload);
    this.#options.changed?.();
  }

  #add(parcel: Parcel): Upload {
    const upload = new Upload(parcel, this.#options);
    this.all = [...this.all, upload];
    void upload.settled.then(() => this.#shelve(shelf => shelf.remove(parcel.id)));
    this.#options.changed?.();
    return upload;
  }

  /** One begins after the other, so that the server has them in the order they were given. */
  #startNext(): void {
    const running = this.all.filter(({ state }) => state === "sending" || state === "retrying");
    if (running.length < atOnce && running.every(({ hasBegun }) => hasBegun)) this.all.find(({ state }) => state === "waiting")?.start();
  }

  #shelve(act: (shelf: Shelf) => Promise<void>): void {
    this.#shelving = this.#shelving.then(() => act(this.#options.shelf)).catch(() => {});
  }
}
