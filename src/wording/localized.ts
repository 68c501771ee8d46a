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

/** Made when it is first needed: one of Intl's takes a millisecond or two, and a start needs none. */
function whenNeeded<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

export function localized(locale: string): Localized {
  const list = (type: 'conjunction' | 'disjunction') => whenNeeded(() => new Intl.ListFormat(locale, { type }));
  const date = (style: Intl.DateTimeFormatOptions) =>
    whenNeeded(() => new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }));
  const [all, any] = [list('conjunction'), list('disjunction')];
  const numbers = whenNeeded(() => new Intl.NumberFormat(locale));
  const plurals = whenNeeded(() => new Intl.PluralRules(locale));
  const [day, minute] = [date({ dateStyle: 'long' }), date({ dateStyle: 'long', timeStyle: 'short' })];
  return {
    listed: (items) => all().format(items),
    either: (items) => any().format(items),
    number: (value) => numbers().format(value),
    isOne: (count) => plurals().select(count) === 'one',
    day: (at) => day().format(at),
    minute: (at) => minute().format(at),
  };
}
