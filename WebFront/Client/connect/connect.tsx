import { render } from "preact";
import { App } from "./App.tsx";
import { ConnectApp } from "./ConnectApp.ts";

const root = document.getElementById("app")!;
const app = new ConnectApp(state => render(<App app={app} state={state} />, root));
render(<App app={app} state={app.state} />, root);
app.start(location);

// The shell is kept for the next visit; the page works the same without.
for (const scope of ["/connect", "/j"]) void navigator.serviceWorker?.register("/connect-worker.js", { scope }).catch(() => {});
