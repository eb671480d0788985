/** Candidates of the other side: those that come before its description wait for it. */
export class RemoteCandidates {
  #waiting: (RTCIceCandidateInit | null)[] = [];

  async add(candidate: RTCIceCandidateInit | null, pc?: RTCPeerConnection): Promise<void> {
    if (pc?.remoteDescription) await apply(pc, candidate);
    else this.#waiting.push(candidate);
  }

  async described(pc: RTCPeerConnection): Promise<void> {
    for (const candidate of this.#waiting.splice(0)) await apply(pc, candidate);
  }
}

/** A candidate that does not fit is one of a round that is over. */
async function apply(pc: RTCPeerConnection, candidate: RTCIceCandidateInit | null): Promise<void> {
  await pc.addIceCandidate(candidate ?? undefined).catch(() => {});
}
