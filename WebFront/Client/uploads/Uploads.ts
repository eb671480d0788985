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
    this.#options = options;
  }

  /** Sends a picture. Whoever waits for it takes `settled`. */
  send(parcel: Omit<Parcel, "id">): Upload {
    const whole = { ...parcel, id: operationId() };
    this.#shelve(shelf => shelf.put(whole));
    return this.#add(whole);
  }

  /** Goes on with what an earlier page has left behind. */
  async resume(sessions: readonly string[]): Promise<Upload[]> {
    const left = await this.#options.shelf.all().catch(() => []);
    return left.filter(({ id, session }) => sessions.includes(session) && !this.all.some(({ parcel }) => parcel.id === id))
      .map(parcel => this.#add(parcel));
  }

  /** Sends anew what was refused. */
  again(upload: Upload): void {
    this.#shelve(shelf => shelf.put(upload.parcel));
    upload.start();
    this.#watch(upload);
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
    this.#watch(upload);
    this.#startNext();
    this.#options.changed?.();
    return upload;
  }

  #watch(upload: Upload): void {
    void upload.settled.then(() => {
      this.#shelve(shelf => shelf.remove(upload.parcel.id));
      this.#startNext();
    });
  }

  #startNext(): void {
    const running = this.all.filter(({ state }) => state === "sending" || state === "retrying").length;
    this.all.filter(({ state }) => state === "waiting").slice(0, Math.max(0, atOnce - running)).forEach(upload => upload.start());
  }

  #shelve(act: (shelf: Shelf) => Promise<void>): void {
    this.#shelving = this.#shelving.then(() => act(this.#options.shelf)).catch(() => {});
  }
}
