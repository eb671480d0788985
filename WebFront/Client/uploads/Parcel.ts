/** Bytes on their way to the server, and what they are. */
export interface Parcel {
  /** Names the picture for ever: sent twice, it is stored once. */
  id: string;
  /** How it came about: the camera's still, a frozen frame or an annotated copy, or a picture that the consumer chose. */
  source: "snapshot" | "frozen" | "photo";
  /** Media type of the bytes: `image/jpeg`. */
  type: string;
  bytes: Blob;
  /** The session it belongs to. */
  session: string;
  /** The private picture of which this is the converted form. */
  converts?: string;
  /** The picture in small (at most 640 pixels a side, 100 KB), sent when the picture itself has arrived. */
  thumbnail?: Blob;
}
