// Messages as long as they can be.
import { dayMs, type RepositoryId, type RequestNumber } from '../../src/domain/ids.ts';
import type { ActualScope, Permissions, Repository } from '../../src/domain/scope/agreement.ts';
import { permissionCatalogue } from '../../src/domain/scope/permission-catalogue.ts';
import { bea, mona } from '../support/sample-people.ts';
import { actual, noon } from '../support/sample-scopes.ts';
import { everyContent, everyExcess, review } from './sample-contents.ts';
import { worstOffer } from './sample-offers.ts';

const number = 7 as RequestNumber;

/** Every permission of the catalogue at its highest level, and an unknown one. */
export const everyPermission: Permissions = {
  repository: Object.fromEntries(
    permissionCatalogue.filter(({ group }) => group === 'repository').map(({ name }) => [name, 'admin']),
  ),
  organization: Object.fromEntries(
    permissionCatalogue.filter(({ group }) => group === 'organization').map(({ name }) => [name, 'admin']),
  ),
  other: { invented_yesterday: 'write' },
};

export const manyRepositories: readonly Repository[] = Array.from({ length: 50 }, (_, index) => ({
  id: (index + 1) as RepositoryId,
  name: `${index}-${'r'.repeat(97)}`,
  isPrivate: index % 2 === 0,
}));

/** Everything as long as it can be, made of what a message must not take for more than text. */
export function worstContent(hostile: (length: number) => string): ReturnType<typeof everyContent> {
  const access = { selection: 'subset', repositories: manyRepositories } as const;
  const scope: ActualScope = { ...actual(), permissions: everyPermission, access };
  const excess = [...everyExcess, ...manyRepositories.map((one) => ({ kind: 'repository', repository: one }) as const)];
  return everyContent({
    request: {
      purpose: hostile(150),
      tokenName: hostile(40),
      description: hostile(1_024),
      justification: hostile(1_000),
      inquiries: Array.from({ length: 12 }, (_, index) => ({
        ...{ id: `form-${index}`, by: bea, at: noon, question: hostile(1_000) },
        answer: index % 2 === 0 ? { text: hostile(1_000), at: noon } : null,
      })),
      scope: { permissions: everyPermission, access, lifetime: { kind: 'never' } },
      offer: worstOffer(everyPermission, manyRepositories, hostile(1_000)),
    },
    pendingToken: {
      tokenName: hostile(40),
      reason: hostile(1_024),
      scope,
      match: { kind: 'exceeds', number, excess },
      decidedElsewhereBy: hostile(39),
      reviews: [review('deny', { reason: hostile(1_000) })],
    },
    activeToken: {
      tokenName: hostile(40),
      holder: { ...mona, login: hostile(39) },
      scope,
      excess,
      drift: { since: noon, deadlineAt: noon + dayMs, outcome: 'revoke' },
      revocation: { by: mona, as: 'reviewer', reason: hostile(1_000), at: noon, refused: null },
    },
  });
}
