import { localized } from '../localized.ts';

const { minute } = localized('en-GB');

/** How names and moments are written wherever a sentence names them, and how one ends. */
export const moments = {
  fullStop: '.',
  /** One after the other: languages differ in what stands between. */
  sentences: (said: readonly string[]): string => said.filter((one) => one !== '').join(' '),
  inQuotes: (text: string): string => `“${text}”`,
  /** Slack fills in both, in its reader's zone. */
  dateAndTime: (date: string, time: string): string => `${date} at ${time}`,
  /** Where nobody's zone is known. */
  minuteInUtc: (at: number): string => `${minute(at)} UTC`,
};
