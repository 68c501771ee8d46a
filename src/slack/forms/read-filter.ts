import type { OrganizationId } from '../../domain/ids.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import { type InventoryFilter, traits } from '../../domain/tokens/inventory.ts';

function numberOf(answer: unknown): number | null {
  return typeof answer === 'string' && /^\d{1,15}$/.test(answer) ? Number(answer) : null;
}

/** A login as people type it. Null where nobody is named. */
function readHolder(typed: unknown): string | null {
  if (typeof typed !== 'string') return null;
  const login = typed.trim().replace(/^@/, '').slice(0, 100);
  return login === '' ? null : login;
}

/** What was chosen in the filter's form. */
export function readFilter(answers: Draft['answers']): InventoryFilter {
  const chosen = answers.traits;
  return {
    organization: numberOf(answers.organization) as OrganizationId | null,
    traits: traits.filter((trait) => Array.isArray(chosen) && chosen.includes(trait)),
    unusedDays: numberOf(answers.unused_days),
    endsWithinDays: numberOf(answers.ends_within_days),
    holder: readHolder(answers.holder),
  };
}
