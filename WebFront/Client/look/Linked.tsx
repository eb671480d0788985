import { partsOf } from "./links.ts";

/** What somebody has written, as it is: never markup, and its web addresses open beside this page without telling where they were opened. */
export function Linked({ text }: { text: string }) {
  return <>{partsOf(text).map((part, index) => part.link
    ? <a key={index} href={part.text} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
    : part.text)}</>;
}
