// How often an organization's repositories are read into the local index: a hundred calls an hour at the most, and every ten minutes where
// that costs less.
const perPage = 100;
const mostCallsAnHour = 100;
const leastSeconds = 600;
/** Timetables tick by the second. */
const leewaySeconds = 30;

export function secondsBetweenIndexes(repositories: number): number {
  const pages = Math.ceil(repositories / perPage);
  return Math.max(leastSeconds, Math.ceil((pages * 3_600) / mostCallsAnHour)) - leewaySeconds;
}
