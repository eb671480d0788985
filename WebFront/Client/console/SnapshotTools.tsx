import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { keyed, useShortcuts } from "./shortcuts.ts";
import type { SnapshotRequest, SnapshotRequests } from "./SnapshotRequests.ts";

const words = texts.snapshot;

/** A still of the phone's camera, and how far the ones asked for have come. */
export function SnapshotTools({ requests, disabled, front }: { requests: SnapshotRequests; disabled: boolean; front: boolean }) {
  const taking = requests.all.some(({ state }) => state === "asked" || state === "taking");
  useShortcuts([{ id: "picture.snapshot", label: words.take, keys: ["s"], disabled: disabled || taking, run: () => requests.take() }], front);
  return (
    <div class="tools" role="group" aria-label={words.group}>
      <button class="button" type="button" {...keyed(words.take, "s")} disabled={disabled || taking} onClick={() => requests.take()}>
        <Icon name="photo" />{words.take}
      </button>
      <div role="status">
        {requests.all.map(request => <Progress key={request.id} request={request} requests={requests} />)}
      </div>
    </div>
  );
}

function Progress({ request, requests }: { request: SnapshotRequest; requests: SnapshotRequests }) {
  const { state, sent, size } = request;
  const lost = state === "silent" || state === "failed" || state === "refused";
  const share = size > 0 ? Math.floor(100 * sent / size) : 0;
  return (
    <p class="small">
      {words.states[state]}{state === "sending" && ` ${share} %`}
      {state === "sending" && <progress max={100} value={share} aria-label={words.states.sending} />}
      {lost && <>
        <button class="button quiet" type="button" onClick={() => requests.again(request)}>{words.again}</button>
        <button class="button quiet" type="button" onClick={() => requests.dismiss(request)}>{texts.desk.dismiss}</button>
      </>}
    </p>
  );
}
