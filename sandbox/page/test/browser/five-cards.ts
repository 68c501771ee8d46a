// Five requests that wait for a decision, two of them dangerous: what an owner sees who decides fast on a phone.
import type { RepositoryAccess } from '../../../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../../../src/domain/scope/permission-catalogue.ts';
import type { OneContent } from '../../../../src/ports/message-content.ts';
import { pendingRequest } from '../../../../test/support/sample-requests.ts';
import { repository } from '../../../../test/support/sample-scopes.ts';

const website: RepositoryAccess = { selection: 'subset', repositories: [repository(1, 'website')] };
const payments: RepositoryAccess = { selection: 'subset', repositories: [repository(2, 'payments')] };

type Wanted = readonly [
  name: string,
  permissions: readonly string[],
  where: RepositoryAccess,
  days: number,
  why: string,
];

const wanted: readonly Wanted[] = [
  ['read-docs', ['contents:read'], website, 30, 'The docs job reads the sources.'],
  ['label-bot', ['issues:write'], website, 60, 'Labels new issues.'],
  ['rotate-secrets', ['secrets:write'], { selection: 'all' }, 90, 'Rotates the deploy keys each month.'],
  ['ci-results', ['actions:read'], payments, 30, 'The dashboard shows build results.'],
  ['org-admin', ['members:write'], { selection: 'none' }, 30, 'Adds new colleagues to their teams.'],
];

export const fiveCards: readonly OneContent[] = wanted.map(
  ([tokenName, permissions, access, days, justification], at) => ({
    ...({ kind: 'request_card', organization: 'acme', token: null, waiting: null } as const),
    ...({ mayNamePrivate: true, holderRole: 'unknown', forbidden: [] } as const),
    request: pendingRequest(21 + at, {
      ...{ tokenName, justification, purpose: justification },
      scope: { permissions: permissionsFromValues(permissions).permissions, access, lifetime: { kind: 'days', days } },
    }),
  }),
);
