/** As much of RTCDataChannel as the channels use. */
export class FakeDataChannel extends EventTarget {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  sent: string[] = [];

  constructor(readonly label: string, readonly settings: RTCDataChannelInit) {
    super();
  }

  send(data: string): void {
    if (this.readyState !== "open") throw new Error("InvalidStateError");
    this.sent.push(data);
  }

  becomes(state: RTCDataChannelState): void {
    this.readyState = state;
    this.dispatchEvent(new Event(state === "open" ? "open" : "close"));
  }

  hears(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }
}

/** As much of RTCPeerConnection as the peers use; what the network does to it is the test's to say. */
export class FakePeerConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = "new";
  iceConnectionState: RTCIceConnectionState = "new";
  signalingState: RTCSignalingState = "stable";
  localDescription: { type: string; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  configurations: RTCConfiguration[];
  candidates: (RTCIceCandidateInit | undefined)[] = [];
  restarts = 0;
  closed = false;
  /** What was given to be seen, and what to be heard, in order. */
  tracks: unknown[] = [];
  voices: unknown[] = [];
  transceivers: { direction: string; receiver: { track: { kind: string } }; sender: { replaceTrack(next: unknown): Promise<void> } }[] = [];
  iceTransport = new EventTarget();
  /** What encoders were set to, in order. */
  encodings: RTCRtpEncodingParameters[] = [];
  statistics: Record<string, unknown>[] = [];
  channels: FakeDataChannel[] = [];
  #descriptions = 0;

  constructor(configuration: RTCConfiguration, private label: string) {
    super();
    this.configurations = [configuration];
  }

  addTransceiver(given: unknown, { direction }: { direction: string }) {
    const kind = typeof given === "string" ? given : (given as { kind: string }).kind;
    const kept = kind === "audio" ? this.voices : this.tracks;
    kept.push(given);
    const transceiver = {
      direction,
      receiver: { track: { kind } },
      sender: {
        replaceTrack: async (next: unknown) => void kept.push(next),
        transport: { iceTransport: this.iceTransport },
        getParameters: () => ({ encodings: [{}] }),
        setParameters: async ({ encodings }: RTCRtpSendParameters) => void this.encodings.push(encodings[0]!),
      },
    };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers() {
    return this.transceivers;
  }

  createDataChannel(label: string, settings: RTCDataChannelInit) {
    this.channels.push(new FakeDataChannel(label, settings));
    return this.channels.at(-1);
  }

  /** Both channels are open on a connection that stands. */
  opens(): void {
    this.becomes("connected");
    for (const channel of this.channels) channel.becomes("open");
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    this.localDescription = { type, sdp: `${this.label} ${type} ${this.#descriptions++}` };
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
  }

  async setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
    if (description.type === "answer" && this.signalingState !== "have-local-offer") throw new Error("InvalidStateError");
    this.remoteDescription = description;
    if (description.sdp.endsWith("with sound")) this.addTransceiver("audio", { direction: "recvonly" });
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
  }

  async addIceCandidate(candidate?: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription) throw new Error("InvalidStateError");
    this.candidates.push(candidate);
  }

  restartIce(): void {
    this.restarts++;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configurations.push(configuration);
  }

  async getStats() {
    return new Map(this.statistics.map(entry => [entry.id, entry]));
  }

  close(): void {
    this.closed = true;
    this.connectionState = "closed";
  }

  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.iceConnectionState = state === "failed" ? "failed" : state === "connected" ? "connected" : "disconnected";
    this.dispatchEvent(new Event("connectionstatechange"));
  }

  gathers(candidate: string | null): void {
    const init = candidate === null ? null : { candidate, sdpMid: "0", toJSON: () => ({ candidate, sdpMid: "0" }) };
    this.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate: init }));
  }

  refuses(errorCode: number): void {
    this.dispatchEvent(Object.assign(new Event("icecandidateerror"), { errorCode, url: "turn:relay.test:3478" }));
  }
}
