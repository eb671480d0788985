import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import type { SnapshotRequest, SnapshotRequests } from "./SnapshotRequests.ts";

const words = texts.snapshot;

/** A still of the phone's camera, and how far the ones asked for have come. */
export function SnapshotTools({ requests, disabled, front }: { requests: SnapshotRequests; disabled: boolean; front: boolean }) {
  const taking = requests.all.some(({ state }) => state === "asked" || state === "taking");
  const lost = requests.all.findLast(isLost);
  useShortcuts([
    { id: "picture.snapshot", label: words.take, keys: ["s"], disabled: disabled || taking, run: () => requests.take() },
    { id: "picture.snapshot-again", label: words.sameAgain, keys: ["shift+g"], disabled: !lost, run: () => requests.again(lost!) },
  ], front);
  return (
    <div class="tools" role="group" aria-label={words.group}>
      <button class="button" type="button" {...keyed(words.take, "s")} disabled={disabled || taking} onClick={() => requests.take()}>
        <Icon name="photo" />{words.take}
      </button>
      <div role="status">
        {requests.all.map(request => <Progress key={request.id} request={request} requests={requests} newest={request === lost} />)}
      </div>
    </div>
  );
}

function isLost({ state }: SnapshotRequest): boolean {
  return state === "silent" || state === "failed" || state === "refused";
}

/** @param newest the one that the key tries again */
function Progress({ request, requests, newest }: { request: SnapshotRequest; requests: SnapshotRequests; newest: boolean }) {
  const { state, sent, size } = request;
  const share = size > 0 ? Math.floor(100 * sent / size) : 0;
  return (
    <p class="small">
      {words.states[state]}{state === "sending" && ` ${share} %`}
      {state === "sending" && <progress max={100} value={share} aria-label={words.states.sending} />}
      {isLost(request) && <>
        <button class="button quiet" type="button" {...newest && keyed(words.sameAgain, "shift+g")} onClick={() => requests.again(request)}>{words.again}</button>
        <button class="button quiet" type="button" onClick={() => requests.dismiss(request)}>{texts.desk.dismiss}</button>
      </>}
    </p>
  );
}
