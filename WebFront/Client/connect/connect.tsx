import { render } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { App } from "./App.tsx";
import { ConnectApp } from "./ConnectApp.ts";

const app = new ConnectApp();

// What the link leads to is asked for before anything is drawn.
app.start(location);

function Root() {
  const [state, setState] = useState(app.state);
  useLayoutEffect(() => {
    app.changed = setState;
    setState(app.state);
  }, []);
  return <App app={app} state={state} />;
}

render(<Root />, document.getElementById("app")!);

/** The shell is kept for the next visit; until then it only takes the network and the processor from this one, in milliseconds. */
const keepShellAfter = 3_000;

// The page works the same without.
setTimeout(() => {
  for (const scope of ["/connect", "/j"]) void navigator.serviceWorker?.register("/connect-worker.js", { scope }).catch(() => {});
}, keepShellAfter);
