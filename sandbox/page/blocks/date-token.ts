// The tokens of Slack's dates, for a reader in a zone and in their language.

const dayMs = 86_400_000;

type Reader = { readonly zone: string; readonly locale: string; readonly now: number };

/** The day's number in that zone, for telling today from tomorrow. */
function dayNumber(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / dayMs);
}

function prettyOr(at: number, { zone, locale, now }: Reader, otherwise: string): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  if (Math.abs(days) > 1) return otherwise;
  const said = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function ago(at: number, { now, locale }: Reader): string {
  const seconds = Math.round((at - now) / 1_000);
  const units = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

function ordinal(day: number): string {
  const rest = day % 100;
  const ending = rest >= 11 && rest <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

/** `{date_long} at {time}` and its like; what is no token stays as it is. */
export function formatDate(timestamp: number, format: string, reader: Reader): string | null {
  const at = timestamp * 1_000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return null;
  const show = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(reader.locale, { timeZone: reader.zone, ...options }).format(at);
  const isFar = Math.abs(at - reader.now) > 183 * dayMs;
  const year = isFar ? ({ year: 'numeric' } as const) : {};
  const day = Number(show({ day: 'numeric' }));
  const ofYear = isFar ? `, ${show({ year: 'numeric' })}` : '';
  // Only English counts its days: "March 8th".
  const isEnglish = reader.locale.startsWith('en');
  const long = (): string =>
    isEnglish
      ? `${show({ weekday: 'long' })}, ${show({ month: 'long' })} ${ordinal(day)}${ofYear}`
      : show({ weekday: 'long', month: 'long', day: 'numeric', ...year });
  const date = (): string =>
    isEnglish
      ? `${show({ month: 'long' })} ${ordinal(day)}${ofYear}`
      : show({ month: 'long', day: 'numeric', ...year });
  const short = (): string => show({ month: 'short', day: 'numeric', ...year });
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => new Intl.DateTimeFormat('en-CA', { timeZone: reader.zone, dateStyle: 'short' }).format(at),
    date_slash: () => show({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date,
    date_short: short,
    date_long: long,
    date_long_full: () => show({ dateStyle: 'full' }),
    date_pretty: () => prettyOr(at, reader, date()),
    date_short_pretty: () => prettyOr(at, reader, short()),
    date_long_pretty: () => prettyOr(at, reader, long()),
    day_divider_pretty: () => prettyOr(at, reader, long()),
    time: () => show({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => show({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(at, reader),
  };
  return format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => tokens[token]?.() ?? whole);
}
