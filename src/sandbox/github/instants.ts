// Token endpoints write instants with a numeric offset, the others in UTC without milliseconds.
const offsetHours = -7;

/** `2023-05-16T08:47:09.000-07:00` */
export function withOffset(at: Date): string {
  const shifted = new Date(at.getTime() + offsetHours * 3_600_000).toISOString().slice(0, -1);
  return `${shifted}-${String(-offsetHours).padStart(2, '0')}:00`;
}

export function withOffsetOrNull(at: Date | null): string | null {
  return at === null ? null : withOffset(at);
}

/** `2023-05-16T15:47:09Z` */
export function inUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
