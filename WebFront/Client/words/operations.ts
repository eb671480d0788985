import { en } from "./en/operations.ts";
import { es } from "./es/operations.ts";
import { language } from "./languages.ts";

/** What the operations page says, in its language. Names of what is counted are telemetry's own. */
export const texts = language === "es" ? es : en;
