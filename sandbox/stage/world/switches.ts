import type { Fault } from '@countersign/sandbox-loopback/faults';
import type { Slices } from '../shown/protocol.ts';
import type { World } from './cast.ts';

export const noSwitches: Slices['switches'] = {
  slack_limits: false,
  slack_down: false,
  github_down: false,
  webhooks_lost: false,
  prefill_ignored: false,
};

const always = { times: Number.POSITIVE_INFINITY, when: 'before' } as const;
const slackLimits: Fault = { ...always, fits: /^chat\./, answer: { status: 429, retryAfterSeconds: 5 } };
const down: Fault = { ...always, fits: /./, answer: { status: 503 } };

/** Makes go wrong what is switched on, and nothing else. */
export function applySwitches({ slack, github }: World, switches: Slices['switches']): void {
  slack.server.faults.clear();
  github.server.faults.clear();
  if (switches.slack_down) slack.server.faults.add(down);
  if (switches.slack_limits) slack.server.faults.add(slackLimits);
  if (switches.github_down) github.server.faults.add(down);
  github.webhooks.mode = switches.webhooks_lost ? 'lose' : 'deliver';
}
