import { render } from "preact";
import { consoleIcons } from "../look/consoleIcons.ts";
import { addIcons } from "../look/Icon.tsx";
import { DeskView } from "./DeskView.tsx";
import { Desk } from "./Desk.ts";
import { listenForShortcuts } from "./shortcuts.ts";

addIcons(consoleIcons);
listenForShortcuts();
render(<DeskView desk={new Desk()} />, document.getElementById("console")!);
