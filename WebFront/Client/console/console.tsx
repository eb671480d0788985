import { render } from "preact";
import { DeskView } from "./DeskView.tsx";
import { Desk } from "./Desk.ts";
import { listenForShortcuts } from "./shortcuts.ts";

listenForShortcuts();
render(<DeskView desk={new Desk()} />, document.getElementById("console")!);
