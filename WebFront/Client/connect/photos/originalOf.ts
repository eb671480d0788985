/** The bytes of a private picture, which its own consumer's browser may read to convert them. */
export async function originalOf(sessionId: string, pictureId: string, ticket: string): Promise<Blob> {
  const answer = await fetch(`/api/pictures/${sessionId}/${pictureId}/original`, { headers: { authorization: `Bearer ${ticket}` }, cache: "no-store" });
  if (!answer.ok) throw new Error(`original ${answer.status}`);
  return await answer.blob();
}
