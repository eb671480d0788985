/**
 * Which codec to put first. Both are offered always, as now and then one of them is broken on one phone: iPhones encode H.264 in
 * hardware and grow hot with VP8; on Android H.264 is where the broken encoders are.
 */
export function codecOrder(apple: boolean): readonly string[] {
  return apple ? ["video/h264", "video/vp8"] : ["video/vp8", "video/h264"];
}

/** What carries repairs rather than pictures. */
const repairs = new Set(["video/rtx", "video/red", "video/ulpfec", "video/flexfec-03"]);

/** The codecs of `order` in that order, then what repairs them; others are left out. */
export function preferred<Codec extends { mimeType: string }>(capable: readonly Codec[], order: readonly string[]): Codec[] {
  const named = order.flatMap(name => capable.filter(codec => codec.mimeType.toLowerCase() === name));
  return [...named, ...capable.filter(codec => repairs.has(codec.mimeType.toLowerCase()))];
}
