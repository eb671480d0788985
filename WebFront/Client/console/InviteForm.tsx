import { useId, useRef, useState } from "preact/hooks";
import type { InviteChannel, InviteContent, Problem } from "../hub/contract.ts";
import { Icon } from "../look/Icon.tsx";
import { texts } from "../words/console.ts";
import { languages } from "../words/languages.ts";
import type { Desk } from "./Desk.ts";
import { addressLabel, addressProblem } from "./invites.ts";
import type { OpenSession } from "./OpenSession.ts";
import { useShortcuts } from "./shortcuts.ts";
import { sentenceOf } from "./words.ts";

const channels: { channel: InviteChannel; icon: "mail" | "phone" }[] = [
  { channel: "email", icon: "mail" },
  { channel: "phone", icon: "phone" },
];

interface Props {
  desk: Desk;
  session: OpenSession;
  content: InviteContent;
  button: string;
  onSent?: (to: string) => void;
}

/** An address, the button that sends, and just below it the switch that chooses the channel. */
export function InviteForm({ desk, session, content, button, onSent }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { channel, address } = session.inviteDraft;
  const [language, setLanguage] = useState(() => localStorage.getItem("invite-language") ?? "");

  useShortcuts([
    { id: "session.invite", label: texts.shortcuts.labels.invite, keys: ["i"], run: () => field.current?.focus() },
  ], content === "connect" && session === desk.front);

  const send = async (event: Event) => {
    event.preventDefault();
    if (sending) return;
    const from = document.activeElement;
    const plain = addressProblem(channel, address);
    setProblem(plain ? { code: channel === "email" ? "invite-address-malformed" : "invite-number-malformed", sentence: plain } : null);
    if (!plain) {
      setSending(true);
      const refused = await desk.invite(session, channel, address.trim(), content, language || null);
      setProblem(refused);
      setSending(false);
      if (!refused) onSent?.(address.trim());
    }
    // Whoever has gone on meanwhile is not pulled back: their next Enter would send it a second time.
    if (document.activeElement === from) field.current?.focus();
  };
  const chooseLanguage = (next: string) => {
    localStorage.setItem("invite-language", next);
    setLanguage(next);
  };
  const choose = (next: InviteChannel) => {
    setProblem(null);
    session.chooseChannel(next);
  };

  return (
    <form class="invite-form" noValidate onSubmit={send}>
      <div class="field">
        <label for={id}>{addressLabel(channel)}</label>
        <input id={id} ref={field} value={address} autoComplete="off" spellcheck={false} maxLength={254}
          inputMode={channel === "email" ? "email" : "tel"} placeholder={channel === "email" ? "name@example.com" : "+1 202 555 0123"}
          aria-invalid={problem !== null} aria-describedby={problem ? `${id}-problem` : undefined}
          onInput={event => session.typeAddress(event.currentTarget.value)} />
        {problem && <p class="problem" id={`${id}-problem`} role="alert">{sentenceOf(problem)} <small>{problem.code}</small></p>}
      </div>
      <button class="button primary send-invite" type="submit" aria-disabled={sending}>
        {sending ? <span class="spinner" /> : <Icon name="send" />}{button}
      </button>
      <div class="switch" role="radiogroup" aria-label={texts.invite.channel}>
        {channels.map(one => (
          <label key={one.channel}>
            <input type="radio" name={`channel-${id}`} value={one.channel} checked={channel === one.channel}
              onChange={() => choose(one.channel)} />
            <span><Icon name={one.icon} />{texts.invite[one.channel]}</span>
          </label>
        ))}
      </div>
      <select class="language" aria-label={texts.invite.language} value={language} onChange={event => chooseLanguage(event.currentTarget.value)}>
        <option value="">{texts.invite.ownLanguage}</option>
        {Object.entries(languages).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
      </select>
      {desk.welcome?.channels[channel] === "outbox" && (
        <p class="hint">{texts.invite.outbox[channel]} <a href="/outbox" target="_blank" rel="noopener">{texts.invite.openOutbox}</a></p>
      )}
    </form>
  );
}
