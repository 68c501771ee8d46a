// Lists, numbers and dates as a language writes them.

export type Localized = {
  /** "a, b and c" */
  readonly listed: (items: readonly string[]) => string;
  /** "a, b or c" */
  readonly either: (items: readonly string[]) => string;
  readonly number: (value: number) => string;
  readonly isOne: (count: number) => boolean;
  /** "3 March 2027", of a UTC day. */
  readonly day: (at: number) => string;
  /** "3 March 2027 at 09:00", in UTC. */
  readonly minute: (at: number) => string;
};

export function localized(locale: string): Localized {
  const [all, any] = (['conjunction', 'disjunction'] as const).map((type) => new Intl.ListFormat(locale, { type }));
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const minute = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    listed: (items) => all?.format(items) ?? '',
    either: (items) => any?.format(items) ?? '',
    number: (value) => numbers.format(value),
    isOne: (count) => plurals.select(count) === 'one',
    day: (at) => day.format(at),
    minute: (at) => minute.format(at),
  };
}
