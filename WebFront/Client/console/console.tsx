import { render } from "preact";
import { DeskView } from "./DeskView.tsx";
import { Desk } from "./Desk.ts";

render(<DeskView desk={new Desk()} />, document.getElementById("console")!);
