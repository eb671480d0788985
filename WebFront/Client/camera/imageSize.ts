export interface Size { width: number; height: number }

/** Enough to find the size behind a JPEG's metadata, in bytes. */
const headBytes = 256 * 1024;

/** The size of a JPEG or PNG in pixels, as it is stored; null of anything else. Nothing is decoded: a phone has better uses for its memory. */
export async function imageSize(image: Blob): Promise<Size | null> {
  const view = new DataView(await image.slice(0, headBytes).arrayBuffer());
  // PNG (ISO/IEC 15948, section 11.2.2): the header is the first chunk.
  if (view.byteLength >= 24 && view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  // JPEG (ITU-T T.81, annex B): segments up to the frame's header, SOF0 to SOF15 without DHT, JPG and DAC.
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
