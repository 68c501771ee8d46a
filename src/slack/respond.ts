import { Fault } from '../ports/fault.ts';
import type { Log } from '../ports/log.ts';

/** What Slack shows to one person only. */
export type PrivateAnswer = { readonly text: string; readonly blocks?: readonly object[] };

/** `in_its_place`: of the message that was clicked in, where only that person sees it. */
export type Respond = (
  url: string | undefined,
  answer: PrivateAnswer,
  where?: 'below' | 'in_its_place',
) => Promise<void>;

/**
 * Answers on a `response_url`. It comes from a payload, so it is only ever called on Slack's own host, or where the API itself is a
 * local one, on that very origin (T19). A failure is logged and no more: whoever clicked sees the card.
 */
export function createRespond(slackApiUrl: string, log: Log): Respond {
  const api = new URL(slackApiUrl);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(api.hostname);
  const mayCall = (url: URL): boolean =>
    (url.origin === 'https://hooks.slack.com' && url.username === '') || (isLocal && url.origin === api.origin);
  return async (url, answer, where = 'below') => {
    if (url === undefined || !URL.canParse(url) || !mayCall(new URL(url))) {
      log.warn('a private answer had nowhere to go');
      return;
    }
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...answer, response_type: 'ephemeral', replace_original: where === 'in_its_place' }),
        redirect: 'error',
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Fault('slack', `status_${response.status}`, { isRetryable: false });
    } catch (error) {
      log.warn('a private answer was not delivered', { why: error instanceof Fault ? error.code : 'network' });
    }
  };
}
