/** The form of a plural that a count takes in a language (CLDR plural rules, by Intl). */
export function pluralsIn(language: string): (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
