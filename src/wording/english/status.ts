import { counted } from './terms.ts';

/** "40 seconds", "5 minutes", "3 hours", "2 days": the largest unit that fits. */
function length(seconds: number): string {
  if (seconds < 120) return counted(seconds, 'second');
  if (seconds < 7_200) return counted(Math.floor(seconds / 60), 'minute');
  if (seconds < 172_800) return counted(Math.floor(seconds / 3_600), 'hour');
  return counted(Math.floor(seconds / 86_400), 'day');
}

export const status = {
  statusTitle: 'How Countersign is',
  statusListed: (seconds: number | null): string =>
    seconds === null
      ? 'We haven’t read all of its tokens on GitHub yet.'
      : `We last read all of its tokens on GitHub ${length(seconds)} ago.`,
  statusObserved: 'We only observe: nothing is changed on GitHub.',
  statusWaiting: ({
    requests,
    oldestSeconds,
    tokens,
  }: {
    readonly requests: number;
    readonly oldestSeconds: number | null;
    readonly tokens: number;
  }): string => {
    const oldest = oldestSeconds === null ? '' : `, the oldest for ${length(oldestSeconds)}`;
    const asked =
      requests === 0 ? 'No request waits' : `${counted(requests, 'request')} wait${requests === 1 ? 's' : ''}${oldest}`;
    const made =
      tokens === 0
        ? 'No token waits on GitHub'
        : `${counted(tokens, 'token')} wait${tokens === 1 ? 's' : ''} on GitHub`;
    return `${asked}. ${made}.`;
  },
  statusOverdue: (seconds: number): string =>
    seconds < 60
      ? 'Messages go out in time.'
      : `Messages or decisions have waited for ${length(seconds)} to go out. We keep trying.`,
};
