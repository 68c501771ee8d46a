// Which languages there are, and whose is which. A reader's comes from Slack, a channel's from the policy.

/** The first one is everybody's whose own there is not. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

export const firstLanguage: Language = languages[0];

/** Of what a browser says that its person reads, most wanted first (`Accept-Language`). */
export function acceptedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase().split('-')[0]);
  return (
    languages.find((one) => one === wanted.find((name) => languages.some((known) => known === name))) ?? firstLanguage
  );
}

/** Of a locale as Slack names it, like `ja-JP`; the first one where it is none of ours, or not known. */
export function languageOf(locale: string | null | undefined): Language {
  const [name = ''] = (locale ?? '').toLowerCase().split(/[-_]/);
  return languages.find((one) => one === name) ?? firstLanguage;
}
