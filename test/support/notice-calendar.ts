// When each notice of a token is to be said, by the design's sentences and by Intl alone: it shares no code with the program that it judges.
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const thresholds = [14, 7, 3, 1];
export const zones = [
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'America/New_York',
  'Asia/Tokyo',
];
/** The latest last: of several that are due at once it is the one that is said. */
export const order = ['14', '7', '3', '1', '0', 'expired'];

const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: 'numeric', day: 'numeric' },
      hour: 'numeric',
      minute: 'numeric',
    } as const),
  ]),
);

/** The wall there. */
function wall(at: number, zone: string) {
  const parts = formats.get(zone)?.formatToParts(at) ?? [];
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const day = Date.UTC(Number(part('year')), Number(part('month')) - 1, Number(part('day'))) / dayMs;
  return { day, hour: Number(part('hour')) + Number(part('minute')) / 60, weekday: part('weekday') };
}

/** The first half-hour at which clocks there show that hour of that day. */
function momentOf(day: number, hour: number, zone: string): number {
  for (let at = day * dayMs - 15 * hourMs; at < day * dayMs + 40 * hourMs; at += hourMs / 4) {
    const there = wall(at, zone);
    if (there.day === day && there.hour === hour) return at;
  }
  throw new Error('there is no such hour');
}

/** The moment of each, by its threshold, for whoever knew of the end at that instant. The day itself is told late rather than never. */
export function wanted(end: number, zone: string, known: number): ReadonlyMap<string, number> {
  const last = wall(end, zone).day;
  const said = (day: number, hour: number): number => {
    const at = momentOf(day, hour, zone);
    const { weekday } = wall(at, zone);
    return weekday === 'Sat' ? momentOf(day - 1, 9, zone) : weekday === 'Sun' ? momentOf(day - 2, 9, zone) : at;
  };
  const isEarly = end - momentOf(last, 9, zone) < hourMs;
  const [day, hour] = isEarly ? [last - 1, 18] : [last, 9];
  const late = [said(day, hour), momentOf(day, hour, zone)].find((at) => at > known) ?? known;
  return new Map([
    ...thresholds.map((days) => [String(days), said(last - days, 9)] as const),
    ...(late === known && end - known < hourMs ? [] : [['0', late] as const]),
    ['expired', end],
  ]);
}
