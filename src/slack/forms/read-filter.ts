import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import { type InventoryFilter, traits } from '../../domain/tokens/inventory.ts';
import type { Ports } from '../../ports/ports.ts';

type People = Pick<Ports['store'], 'personBySlackId'>;

function numberOf(answer: unknown): number | null {
  return typeof answer === 'string' && /^\d{1,15}$/.test(answer) ? Number(answer) : null;
}

/** A login as people type it; a person of Slack stands for their account. Null where nobody is named. */
export async function readHolder(store: People, typed: unknown): Promise<string | null> {
  if (typeof typed !== 'string') return null;
  const slackId = /^<@([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed.trim())?.[1];
  if (slackId !== undefined) return (await store.personBySlackId(slackId as SlackUserId))?.login ?? slackId;
  const login = typed.trim().replace(/^@/, '').slice(0, 100);
  return login === '' ? null : login;
}

/** What was chosen in the filter's form. */
export async function readFilter(store: People, answers: Draft['answers']): Promise<InventoryFilter> {
  const chosen = answers.traits;
  return {
    organization: numberOf(answers.organization) as OrganizationId | null,
    traits: traits.filter((trait) => Array.isArray(chosen) && chosen.includes(trait)),
    unusedDays: numberOf(answers.unused_days),
    endsWithinDays: numberOf(answers.ends_within_days),
    holder: await readHolder(store, answers.holder),
  };
}
