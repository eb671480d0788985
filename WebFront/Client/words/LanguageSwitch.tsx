import { changeLanguage, language, languages, type Language } from "./languages.ts";

/** Every language by its own name, so that who cannot read this page finds theirs. */
export function LanguageSwitch({ label }: { label: string }) {
  return (
    <select class="language" aria-label={label} value={language} onChange={event => changeLanguage(event.currentTarget.value as Language)}>
      {Object.entries(languages).map(([tag, name]) => <option key={tag} value={tag} lang={tag}>{name}</option>)}
    </select>
  );
}
