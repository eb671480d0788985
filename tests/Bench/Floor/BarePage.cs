namespace SeeSupport.Bench.Floor;

/// <summary>
/// The least two pages need for a picture to get across: a camera, a peer connection, the floor's hub over a bare WebSocket. Opened with
/// <c>#agent</c> it begins a session and shows the picture; opened with <c>#&lt;session id&gt;</c> it joins and sends its camera.
/// </summary>
internal static class BarePage
{
    public const string Html = """
        <!doctype html>
        <meta charset="utf-8">
        <title>Bare</title>
        <video id="video" muted playsinline autoplay></video>
        <script type="module">
        const video = document.getElementById("video");
        const peer = new RTCPeerConnection();
        const socket = new WebSocket(location.origin.replace("http", "ws") + "/hub");
        const record = message => socket.send(JSON.stringify(message) + "\x1e");
        const answers = new Map();
        let calls = 0, session = location.hash.slice(1);
        const invoke = (target, ...args) => new Promise(resolve => {
          const invocationId = String(++calls);
          answers.set(invocationId, resolve);
          record({ type: 1, invocationId, target, arguments: args });
        });
        const signal = what => record({ type: 1, target: "Signal", arguments: [session, JSON.stringify(what)] });

        peer.onicecandidate = event => signal({ candidate: event.candidate });
        peer.ontrack = event => { video.srcObject = new MediaStream([event.track]); };

        const hear = async ({ sdp, candidate }) => {
          if (candidate) await peer.addIceCandidate(candidate);
          if (!sdp) return;
          await peer.setRemoteDescription(sdp);
          if (sdp.type === "offer") {
            await peer.setLocalDescription();
            signal({ sdp: peer.localDescription });
          }
        };

        let hearing = Promise.resolve();
        socket.onmessage = async event => {
          for (const text of event.data.split("\x1e").slice(0, -1)) {
            const message = JSON.parse(text);
            if (message.type === undefined) begin();
            if (message.type === 3) answers.get(message.invocationId)(message.result);
            if (message.target === "Signaled") hearing = hearing.then(() => hear(JSON.parse(message.arguments[1])));
          }
        };
        socket.onopen = () => socket.send('{"protocol":"json","version":1}\x1e');

        const begin = async () => {
          if (session === "agent") {
            session = (await invoke("Start")).sessionId;
            window.session = session;
            return;
          }
          await fetch("/arrive?session=" + session, { method: "POST" });
          await invoke("Join", session);
          const camera = await navigator.mediaDevices.getUserMedia({
            video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
          });
          video.srcObject = camera;
          peer.addTrack(camera.getVideoTracks()[0], camera);
          await peer.setLocalDescription();
          signal({ sdp: peer.localDescription });
        };
        </script>
        """;
}
