import { aheadDays, neverUsedDays, type Week } from '../../domain/tokens/weekly-numbers.ts';
import type { Speech } from '../speech.ts';
import { counted, listed, utcDay } from './terms.ts';

/** So many people are named. */
const mostNamed = 5;

export const digest = (command: string) => ({
  digestTitle: (organization: string, speech: Speech): string => `The week at ${speech.name(organization)}`,
  digestLook: 'Needs a look',
  digestCounts: ({ tokens, requests, held, waitingSince }: Week): readonly string[] => {
    const waiting = [
      ...(requests === 0 ? [] : [counted(requests, 'request')]),
      ...(held === 0 ? [] : [counted(held, 'token')]),
    ];
    const since = waitingSince === null ? '' : `, the oldest since ${utcDay(waitingSince)}`;
    return [
      ...(tokens.exceeding === 0
        ? []
        : [`${counted(tokens.exceeding, 'token')} ${tokens.exceeding === 1 ? 'is' : 'are'} wider than approved`]),
      ...(waiting.length === 0
        ? []
        : [`${listed(waiting)} ${requests + held === 1 ? 'waits' : 'wait'} for a decision${since}`]),
      ...(tokens.neverUsed === 0
        ? []
        : [
            `${counted(tokens.neverUsed, 'token')} older than ${neverUsedDays} days ${tokens.neverUsed === 1 ? 'has' : 'have'} never been used`,
          ]),
    ];
  },
  digestExpiring: (count: number): string =>
    `${counted(count, 'token')} ${count === 1 ? 'expires' : 'expire'} within ${aheadDays} days`,
  digestLeft: 'Gone since the last digest',
  digestLeavers: (people: readonly string[], tokens: number): readonly string[] => {
    const more = people.length - mostNamed;
    const named = more > 0 ? [...people.slice(0, mostNamed), counted(more, 'other')] : people;
    return [
      ...(people.length === 0 ? [] : [`${listed(named)} left the organization`]),
      ...(tokens === 0 ? [] : [`${counted(tokens, 'token')} lost access`]),
    ];
  },
  digestNext: `${command} tokens shows every token, with its whole story.`,
});
