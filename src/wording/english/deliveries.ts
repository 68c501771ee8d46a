import type { Failure } from '../../domain/failure.ts';

const failures: Readonly<Record<Failure, string>> = {
  bug: 'that’s an error in the program',
  database: 'our database doesn’t answer',
  github_not_listed: 'GitHub doesn’t list it yet',
  github_not_done: 'GitHub hasn’t carried it out yet',
  github_silent: 'GitHub doesn’t answer',
  github_limit: 'GitHub asks us to wait',
  github_refused: 'GitHub refuses it',
  github_failed: 'GitHub answers with an error',
  slack_silent: 'Slack doesn’t answer',
  slack_refused: 'Slack refuses it',
};

/** What whoever runs Countersign, or the channel, hears of messages and decisions that do not get through. */
export const deliveries = (command: string) => ({
  undeliverable: (person: string): string =>
    `We couldn’t send ${person} a direct message. Please ask them to look at ${command} list.`,
  stuck: (name: string, failure: Failure): string =>
    `We couldn’t tell GitHub about the decision on ${name} for some minutes: ${failures[failure]}. We keep trying. If this goes on, Countersign’s log says more.`,
  gaveUp: (failure: Failure): string =>
    `We couldn’t deliver a message: ${failures[failure]}. Countersign’s log says more.`,
});
