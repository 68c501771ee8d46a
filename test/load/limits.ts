import type { Figures } from './figures.ts';
import type { Size } from './large-world.ts';

/** What is proved at length, by `npm run prove`. */
export const full: Size = { members: 5_000, repositories: 10_000, tokens: 3_000, requests: 200 };
export const fullFloodSeconds = 3_600;

type Limit = {
  readonly of: string;
  readonly isKept: (figures: Figures) => boolean;
  readonly figure: (figures: Figures) => unknown;
};

/** What the full organization may cost, line by line. */
export const fullLimits: readonly Limit[] = [
  { of: 'a first start: 2,000 calls', figure: (one) => one.firstStart, isKept: (one) => one.firstStart <= 2_000 },
  {
    of: 'the first start reads 10,000 repositories once: 101 pages',
    figure: (one) => one.pagesOfRepositories,
    isKept: (one) => one.pagesOfRepositories === 101,
  },
  {
    of: 'a click in the middle of the first start is answered',
    figure: (one) => one.clickedAtStart,
    isKept: ({ clickedAtStart }) => clickedAtStart.card.includes('Approved by') && !clickedAtStart.isStarted,
  },
  { of: 'a quiet hour: 1,200 calls', figure: (one) => one.quietHour, isKept: (one) => one.quietHour <= 1_200 },
  { of: 'a webhook: 4 calls', figure: (one) => one.webhook, isKept: (one) => one.webhook <= 4 },
  {
    of: 'a thousand webhooks of one member in an hour: 1,000 calls more',
    figure: (one) => ({ webhooks: one.webhooksOfFlood, more: one.flood - one.quietHour }),
    isKept: (one) => one.webhooksOfFlood >= 1_000 && one.flood - one.quietHour <= 1_000,
  },
  {
    of: 'a click in the middle of them is answered, and carried out',
    figure: (one) => one.clickedInFlood,
    isKept: (one) => one.clickedInFlood.includes('Approved by') && one.isDecisionCarriedOut,
  },
  {
    of: 'GitHub, which gives 5,000 calls an hour, refuses none',
    figure: (one) => one.refused,
    isKept: (one) => one.refused.length === 0,
  },
];
