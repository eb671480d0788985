import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import type { IconName } from "../look/icons.ts";
import { LanguageSwitch } from "../words/LanguageSwitch.tsx";
import { digitsOf, grouped } from "./code.ts";
import type { ConnectApp, ConnectState } from "./ConnectApp.ts";
import { Live } from "./Live.tsx";
import { PhotoInstead } from "./photos/PhotoInstead.tsx";
import { PhotoSheet } from "./photos/PhotoSheet.tsx";
import { chromeIntent } from "./platform.ts";
import { PromptPicture } from "./PromptPicture.tsx";
import { agentOf } from "./status.ts";
import { adviceFor, browserFor, sentenceOf, texts } from "./texts.ts";

interface Props { app: ConnectApp; state: ConnectState }

export function App({ app, state }: Props) {
  if (!state.showsPhotos) return <Screen app={app} state={state} />;
  // The picture goes on beneath.
  return <>{state.screen === "live" && <div inert><Screen app={app} state={state} /></div>}<PhotoSheet app={app} state={state} /></>;
}

function Screen({ app, state }: Props) {
  const photo = <PhotoInstead app={app} state={state} />;
  switch (state.screen) {
    case "code": return <CodeScreen app={app} state={state} />;
    case "opening": return <Opening state={state} app={app} />;
    case "refused": return <Refused app={app} state={state} />;
    case "in-app": return <InApp app={app} state={state} />;
    case "consent": return <Consent app={app} state={state} />;
    case "declined": return <Plain title={texts.declined.title} text={texts.declined.text} icon="camera-off" button={texts.declined.back} act={() => app.reconsider()} photo={photo} />;
    case "asking": return <Asking app={app} state={state} />;
    case "welcome-back":
      return <Plain title={texts.welcomeBack.title} text={texts.welcomeBack.text(agentOf(state))} icon="camera" button={texts.welcomeBack.go} act={() => void app.showCamera()} photo={photo} />;
    case "camera-trouble": return <Trouble app={app} state={state} />;
    case "live": return <Live app={app} state={state} />;
    case "elsewhere": return <Plain title={texts.elsewhere.title} text={texts.elsewhere.text} icon="copy" button={texts.elsewhere.back} act={() => app.takeBack()} />;
    case "ended": return <Ended app={app} state={state} />;
  }
}

function CodeScreen({ app, state }: Props) {
  const [digits, setDigits] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (state.problem) field.current?.focus();
  }, [state.problem]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!state.busy) void app.enterCode(digits);
  };
  const typed = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const next = digitsOf(input.value);
    input.value = grouped(next);
    const caret = grouped(next.slice(0, before)).length;
    input.setSelectionRange(caret, caret);
    setDigits(next);
  };
  return (
    <Page title={texts.codePage.title} form={submit} typing actions={<Primary busy={state.busy}>{state.busy ? texts.codePage.busy : texts.codePage.go}</Primary>}>
      <div class="field code-field">
        <label for="code">{texts.codePage.label}</label>
        <input ref={field} id="code" class="digits" name="code" inputMode="numeric" autocomplete="one-time-code" enterkeyhint="go"
          value={grouped(digits)} onInput={typed} aria-describedby="code-hint" aria-invalid={state.problem ? "true" : undefined} />
        <p id="code-hint" class="hint">{texts.codePage.hint}</p>
        <Says problem={state.problem ?? (state.offline ? { code: "offline", sentence: texts.offline } : null)} />
      </div>
    </Page>
  );
}

function Opening({ app, state }: Props) {
  return (
    <Page title={texts.opening.title} actions={state.unreachable || state.link === "connecting" ? <>
      <button class="button quiet wide" type="button" onClick={() => app.useCode()}>{texts.refused.code}</button>
      <PhotoInstead app={app} state={state} />
    </> : null}>
      <div class="row" role="status">
        <span class="spinner" />
        {state.unreachable && <p>{texts.opening.unreachable}</p>}
      </div>
    </Page>
  );
}

function Refused({ app, state }: Props) {
  return (
    <Page title={state.problem?.code === "session-taken" ? texts.refused.taken : texts.refused.title} icon="unlink"
      actions={<button class="button primary large wide" type="button" onClick={() => app.useCode()}>{texts.refused.code}</button>}>
      <Says problem={state.problem} />
    </Page>
  );
}

function InApp({ app, state }: Props) {
  const { platform, inApp } = state.surroundings;
  const browser = browserFor(platform);
  const android = !platform.startsWith("ios");
  return (
    <Page title={texts.inApp.title(browser)} icon="external" actions={<>
      {android && <a class="button primary large wide" href={chromeIntent(app.shareableLink)}>{texts.inApp.open(browser)}</a>}
      <CopyLink link={app.shareableLink} primary={!android} />
      <PhotoInstead app={app} state={state} deadEnd />
      {state.view
        ? <button class="button quiet wide" type="button" onClick={() => app.stayInApp()}>{texts.inApp.stay}</button>
        : <button class="button quiet wide" type="button" onClick={() => app.useCode()}>{texts.refused.code}</button>}
    </>}>
      <p class="large-text">{texts.inApp.text(inApp ?? "app")}</p>
      {!android && <Steps steps={texts.inApp.steps(browser)} />}
    </Page>
  );
}

function Consent({ app, state }: Props) {
  const [authorized, setAuthorized] = useState(false);
  const [missed, setMissed] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const company = state.company?.name || texts.brand;
  const connect = (event: Event) => {
    event.preventDefault();
    if (state.busy) return;
    if (authorized) return void app.connect();
    setMissed(true);
    box.current?.focus();
  };
  return (
    <Page title={texts.consent.title(agentOf(state))} above={texts.consent.from(company)} icon="camera" form={connect} actions={<>
      {missed && !authorized && <p class="problem" role="alert" id="tick-first">{texts.consent.tickFirst}</p>}
      <Says problem={state.problem} />
      <label class={`check card${missed && !authorized ? " missed" : ""}`}>
        <input ref={box} type="checkbox" checked={authorized} aria-describedby={missed && !authorized ? "tick-first" : undefined}
          onChange={event => setAuthorized(event.currentTarget.checked)} />
        <span>{texts.consent.authorize(company)}</span>
      </label>
      <p class="links">
        <a href={state.company?.termsUrl || "/terms"} target="_blank" rel="noopener">{texts.consent.terms}</a>
        <a href={state.company?.privacyUrl || "/privacy"} target="_blank" rel="noopener">{texts.consent.privacy}</a>
      </p>
      <Primary busy={state.busy} waiting={!authorized}>{state.busy ? texts.consent.busy : texts.consent.go}</Primary>
      <div class="side-by-side">
        <button class="button quiet wide" type="button" onClick={() => app.decline()}>{texts.consent.no}</button>
        <PhotoInstead app={app} state={state} />
      </div>
    </>}>
      <p class="large-text">{texts.consent.what}</p>
      <p class="muted">{texts.consent.control}</p>
    </Page>
  );
}

function Asking({ app, state }: Props) {
  return (
    <Page title={texts.asking.title} actions={<><PhotoInstead app={app} state={state} /><PromptPicture platform={state.surroundings.platform} /></>}>
      <p class="large-text" role="status">{texts.asking.text}</p>
    </Page>
  );
}

function Trouble({ app, state }: Props) {
  const { code, bySystem } = state.trouble!;
  const { platform } = state.surroundings;
  const { title, steps } = adviceFor(code, platform, bySystem);
  const elsewhere = code === "webrtc-missing" || code === "page-insecure" || code === "in-app-browser";
  return (
    <Page title={title} icon="camera-off" actions={<>
      <p class="stable-code">{texts.trouble.code} <span class="digits">{code}</span></p>
      {elsewhere
        ? <CopyLink link={app.shareableLink} primary />
        : <button class="button primary large wide" type="button" onClick={() => app.tryCameraAgain()}>{texts.trouble.again}</button>}
      <PhotoInstead app={app} state={state} deadEnd />
      {!state.view && <button class="button quiet wide" type="button" onClick={() => app.useCode()}>{texts.refused.code}</button>}
    </>}>
      <Steps steps={steps} />
      {state.view && <p class="muted">{texts.trouble.waiting(agentOf(state))}</p>}
    </Page>
  );
}

function Ended({ app, state }: Props) {
  const reason = state.view?.endReason ?? "consumer-left";
  return <Plain title={texts.ended.title} text={texts.endReasons[reason]} icon="check" button={texts.ended.another} quiet act={() => app.useCode()} />;
}

interface PlainProps { title: string; text: string; icon: IconName; button: string; act: () => void; quiet?: boolean; photo?: ComponentChildren }

function Plain({ title, text, icon, button, act, quiet, photo }: PlainProps) {
  return (
    <Page title={title} icon={icon} actions={<>
      <button class={`button wide ${quiet ? "quiet" : "primary large"}`} type="button" onClick={act}>{button}</button>
      {photo}
    </>}>
      <p class="large-text">{text}</p>
    </Page>
  );
}

interface PageProps {
  title: string;
  above?: string;
  icon?: IconName;
  form?: (event: Event) => void;
  /** A keyboard covers the lower half: everything stands above it. */
  typing?: boolean;
  /** At thumb height. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** One screen: what it is about above, what to do at thumb height. */
function Page({ title, above, icon, form, typing, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · ${texts.brand}`;
    // A screen reader reads the new screen from its heading; a text field that is the point of the screen keeps the focus.
    if (!document.activeElement || document.activeElement === document.body || document.activeElement.isConnected === false) heading.current?.focus();
  }, [title]);
  const inside = <>
    <div class="about">
      {icon && <span class="badge"><Icon name={icon} /></span>}
      {above && <p class="muted">{above}</p>}
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children}
    </div>
    {actions && <div class="actions">{actions}</div>}
  </>;
  return (
    <main class={typing ? "page typing" : "page"}>
      <div class="page-head">
        <p class="brand"><Icon name="view" />{texts.brand}</p>
        <LanguageSwitch label={texts.language} />
      </div>
      {form ? <form onSubmit={form} noValidate>{inside}</form> : <div class="form">{inside}</div>}
    </main>
  );
}

function Primary({ busy, waiting, children }: { busy: boolean; waiting?: boolean; children: ComponentChildren }) {
  return (
    <button class={`button primary large wide${waiting ? " waiting" : ""}`} type="submit" aria-disabled={busy ? "true" : undefined}>
      {busy && <span class="spinner" />}{children}
    </button>
  );
}

function Says({ problem }: { problem: Problem | null }) {
  return (
    <div role="alert">
      {problem && <p class="problem">{sentenceOf(problem)}<small class="digits">{problem.code}</small></p>}
    </div>
  );
}

function Steps({ steps }: { steps: readonly string[] }) {
  return <ol class="steps">{steps.map(step => <li key={step}>{step}</li>)}</ol>;
}

function CopyLink({ link, primary }: { link: string; primary?: boolean }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      field.current?.select();
      if (!document.execCommand("copy")) return;
    }
    setCopied(true);
  };
  return (
    <div class="copy">
      <input ref={field} readOnly value={link} aria-label={texts.inApp.copy} onFocus={event => event.currentTarget.select()} />
      <button class={`button large wide${primary ? " primary" : ""}`} type="button" onClick={() => void copy()}>
        <Icon name={copied ? "check" : "copy"} />{copied ? texts.inApp.copied : texts.inApp.copy}
      </button>
    </div>
  );
}

