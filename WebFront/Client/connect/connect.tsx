import { render } from "preact";

render(<p>SeeSupport</p>, document.body);
