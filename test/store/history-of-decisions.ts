// Five requests of the past: what a file that is replayed must differ from, and where not.
import type { OrganizationId } from '../../src/domain/ids.ts';
import type { StandingVerdict } from '../../src/domain/policy/admit.ts';
import { bea } from '../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../support/sample-requests.ts';
import { noon, permissions } from '../support/sample-scopes.ts';
import { change, organization, write } from './sample-rows.ts';

const review = (act: 'approve' | 'deny') => ({ act, by: bea, revision: 1, at: noon, reason: null });
const scope = (level: 'read' | 'write', days: number) => ({
  ...{ permissions: permissions({ repository: { contents: level } }), access: { selection: 'all' } as const },
  lifetime: { kind: 'days', days } as const,
});

const verdict: StandingVerdict = {
  ...{ outcome: 'ask', reviewers: ['owners'], approvals: 1, facts: { isOwner: false, deciders: [['owners', [0, 1]]] } },
};

export const decidedThen = change({
  writes: [
    write('organizations', organization({ id: 1 as OrganizationId, login: 'acme' })),
    write('organizations', organization({ id: 2 as OrganizationId, login: 'globex' })),
    write('token_requests', approvedRequest(1, { scope: scope('write', 60), reviews: [review('approve')] })),
    write('token_requests', approvedRequest(2, { scope: scope('read', 7), verdict, reviews: [review('approve')] })),
    write(
      'token_requests',
      pendingRequest(3, { status: 'denied', scope: scope('read', 7), verdict, reviews: [review('deny')] }),
    ),
    write('token_requests', pendingRequest(4, { scope: scope('write', 7) })),
    write('token_requests', approvedRequest(5, { organizationId: 2 as OrganizationId, reviews: [review('approve')] })),
  ],
});

export const changedFile = `organizations:
  - login: acme
    channel: C0ACME0001
    rules:
      - name: Writing is short
        reason: Tokens that write last a month.
        when: { permissions: { any: [write] } }
        then: { max_days: 30 }
      - name: Reading
        reason: Reading is harmless.
        when: { permissions: { only: [read] } }
        then: { outcome: allow }
      - name: Owners
        reason: Two people look at owners.
        when: { requester: [owner] }
        then: { approvals: 2 }
`;
