// Which languages there are, and whose is which. A reader's comes from Slack, a channel's from the policy.

/** The first one is everybody's whose own there is not. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

export const firstLanguage: Language = languages[0];

/** Of a locale as Slack names it, like `ja-JP`; the first one where it is none of ours, or not known. */
export function languageOf(locale: string | null | undefined): Language {
  const [name = ''] = (locale ?? '').toLowerCase().split(/[-_]/);
  return languages.find((one) => one === name) ?? firstLanguage;
}
