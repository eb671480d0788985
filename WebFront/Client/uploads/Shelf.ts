import type { Parcel } from "./Parcel.ts";

/** Where parcels lie until they have arrived, so that a closed page can go on with them when it is opened again. */
export interface Shelf {
  put(parcel: Parcel): Promise<void>;
  remove(id: string): Promise<void>;
  /** What lies there, oldest first. */
  all(): Promise<Parcel[]>;
}

type Kept = Omit<Parcel, "bytes" | "thumbnail"> & { bytes: ArrayBuffer; at: number };

const store = "parcels";

/** Nobody waits for a picture of yesterday, and it should not stay on the phone, in milliseconds. */
const keptFor = 24 * 3_600_000;

/**
 * A shelf in the browser's own database. Where there is none, as in some private windows, nothing is kept and nothing is lost but the way
 * back after a closed page. The bytes lie there as they are: Safari does not always give a stored Blob back.
 */
export class BrowserShelf implements Shelf {
  #name: string;
  #database: Promise<IDBDatabase> | undefined;

  /** @param name one for each kind of page, which otherwise would send each other's parcels */
  constructor(name: string) {
    this.#name = name;
  }

  async put({ bytes, thumbnail: _, ...parcel }: Parcel): Promise<void> {
    const kept: Kept = { ...parcel, bytes: await bytes.arrayBuffer(), at: Date.now() };
    await this.#do("readwrite", parcels => parcels.put(kept));
  }

  async remove(id: string): Promise<void> {
    await this.#do("readwrite", parcels => parcels.delete(id));
  }

  async all(): Promise<Parcel[]> {
    const kept = await this.#do<Kept[]>("readonly", parcels => parcels.getAll());
    const old = kept.filter(({ at }) => at < Date.now() - keptFor);
    for (const { id } of old) void this.remove(id).catch(() => {});
    return kept.filter(parcel => !old.includes(parcel)).sort((a, b) => a.at - b.at)
      .map(({ at, bytes, ...parcel }) => ({ ...parcel, bytes: new Blob([bytes], { type: parcel.type }) }));
  }

  async #do<Result>(mode: IDBTransactionMode, act: (parcels: IDBObjectStore) => IDBRequest): Promise<Result> {
    this.#database ??= this.#open();
    const transaction = (await this.#database).transaction(store, mode);
    const request = act(transaction.objectStore(store));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result as Result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  #open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open(this.#name, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: "id" });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = opening.onblocked = () => reject(opening.error);
    });
  }
}
