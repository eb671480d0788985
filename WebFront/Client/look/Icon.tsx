import { icons, type IconName } from "./icons.ts";

const known: Partial<Record<IconName, string>> = { ...icons };

/** Makes more icons known to this page. */
export function addIcons(more: Partial<Record<IconName, string>>): void {
  Object.assign(known, more);
}

/** An icon. Without a label it is decoration, and screen readers pass it by. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return label
    ? <svg class="icon-svg" viewBox="0 0 24 24" role="img" aria-label={label}><path d={known[name]} /></svg>
    : <svg class="icon-svg" viewBox="0 0 24 24" aria-hidden="true"><path d={known[name]} /></svg>;
}
