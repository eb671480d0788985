import { render } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { App } from "./App.tsx";
import { ConnectApp } from "./ConnectApp.ts";

const app = new ConnectApp();

function Root() {
  const [state, setState] = useState(app.state);
  useLayoutEffect(() => {
    app.changed = setState;
    app.start(location);
  }, []);
  return <App app={app} state={state} />;
}

render(<Root />, document.getElementById("app")!);

// The shell is kept for the next visit; the page works the same without.
for (const scope of ["/connect", "/j"]) void navigator.serviceWorker?.register("/connect-worker.js", { scope }).catch(() => {});
