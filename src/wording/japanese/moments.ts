import type { moments as english } from '../english/moments.ts';
import { localized } from '../localized.ts';
import type { Spoken } from '../wording.ts';

const { minute } = localized('ja-JP');

export const moments: Spoken<typeof english> = {
  fullStop: '。',
  sentences: (said) => said.join(''),
  inQuotes: (text) => `「${text}」`,
  dateAndTime: (date, time) => `${date} ${time}`,
  minuteInUtc: (at) => `${minute(at)} UTC`,
};
