// A database in which every kind of row stands in every state it can be in.
import type { Effect, Entry, Write } from '../../src/domain/change.ts';
import type { ClassicTokenStatus } from '../../src/domain/classic/classic-token.ts';
import type { PatId, PatRequestId, RequestNumber, TokenId } from '../../src/domain/ids.ts';
import {
  activeTokenTransitions,
  classicTokenTransitions,
  pendingTokenTransitions,
  requestTransitions,
} from '../../src/domain/lifecycle.ts';
import type { RequestStatus } from '../../src/domain/requests/request-status.ts';
import type { ActiveTokenStatus, PendingTokenStatus } from '../../src/domain/tokens/token.ts';
import type { EffectEnd, LeasedEffect, Store } from '../../src/ports/store.ts';
import { approvedClassic, classicToken } from '../support/sample-classic.ts';
import { approvedRequest, forAcmeCi } from '../support/sample-requests.ts';
import {
  acme,
  activeToken,
  appHome,
  assumption,
  change,
  claim,
  draft,
  dueNotice,
  entry,
  hint,
  installation,
  knownSlackId,
  machineUser,
  messageCopy,
  noon,
  organization,
  pendingToken,
  person,
  post,
  redraw,
  reviewerToken,
  signIn,
  write,
} from './sample-rows.ts';

/** What quoting, splitting and coding get wrong. */
const odd = [
  'a "quoted" name, {curly}, comma',
  'back\\slash \\N and \\u0000',
  "it's 50 % — 東京 🗝️ é",
  'NULL',
  '{NULL,"x"}',
  '',
  ' spaces \t and\nlines ',
];

const requests: readonly Write[] = (Object.keys(requestTransitions) as RequestStatus[]).map((status, index) =>
  write(
    'token_requests',
    approvedRequest(index + 1, {
      status,
      purpose: odd[index % odd.length] ?? '',
      claimedByTokenId: status === 'claimed' ? (901 as TokenId) : null,
      // One that was asked for a machine user.
      ...(status === 'ended' ? { ...forAcmeCi, endedWhy: 'sponsor_changed' } : {}),
      changedAt: noon + index,
    }),
  ),
);
const pendingTokens: readonly Write[] = (Object.keys(pendingTokenTransitions) as PendingTokenStatus[]).map(
  (status, index) =>
    write(
      'pending_tokens',
      pendingToken(`pending-${status}`, {
        status,
        patRequestId: (500 + index) as PatRequestId,
        tokenName: odd[index % odd.length] ?? '',
        reason: index % 2 === 0 ? null : (odd[index % odd.length] ?? ''),
        isBaseline: index % 2 === 0,
        changedAt: noon + index,
      }),
    ),
);
const activeTokens: readonly Write[] = (Object.keys(activeTokenTransitions) as ActiveTokenStatus[]).map(
  (status, index) =>
    write(
      'active_tokens',
      activeToken(`active-${status}`, {
        status,
        patId: (700 + index) as PatId,
        isBaseline: index % 2 === 1,
        lastUsedAt: index % 2 === 0 ? null : noon,
        changedAt: noon + index,
      }),
    ),
);
const classicTokens: readonly Write[] = (Object.keys(classicTokenTransitions) as ClassicTokenStatus[]).map(
  (status, index) =>
    write(
      'classic_tokens',
      classicToken({
        ...{ id: `classic-${status}`, credentialId: 800 + index, status, note: odd[index % odd.length] ?? '' },
        ...{ isBaseline: index % 2 === 0, told: { threshold: 'expired', expiresAt: noon }, changedAt: noon + index },
      }),
    ),
);
const others: readonly Write[] = [
  write('token_requests', approvedClassic(70, { status: 'fulfilled' })),
  write('organizations', organization()),
  write('people', person()),
  write('machine_users', machineUser()),
  write('sign_ins', signIn()),
  write('claims', claim()),
  write('reviewer_tokens', reviewerToken()),
  write('installation', installation()),
  write('installation', installation({ teamId: 'E0ACME', isForEnterprise: true, botUserId: null })),
  write('assumptions', assumption()),
  write('homes', appHome()),
  write('slack_ids', knownSlackId()),

  write('drafts', draft('draft-open')),
  ...(['planned', 'claimed', 'superseded', 'cancelled'] as const).map((status, index) =>
    write('due_notices', dueNotice(`notice-${status}`, { status, threshold: index === 3 ? 'expired' : index })),
  ),
  write('hints', hint('open')),
  write('hints', hint('handled', { handledAt: noon + 1, told: null })),
  // A list of two in one message, and one by itself.
  write('message_copies', messageCopy('list-1', { ts: '1.1' })),
  write('message_copies', messageCopy('list-2', { ts: '1.1', subject: { of: 'request', number: 2 as RequestNumber } })),
  write('message_copies', messageCopy('card', { ts: '2.2', hasPrivateNames: true })),
];

const prefixes: Readonly<Record<string, string>> = {
  token_requests: 'PAT-',
  pending_tokens: 'pending_token:',
  active_tokens: 'active_token:',
  people: 'slack:',
  machine_users: 'machine_user:',
};

/** What the trail has to tell of these rows. */
function entriesOf(writes: readonly Write[]): readonly Entry[] {
  return writes.flatMap(({ table, row }) => {
    const { id, number, slackId, changedAt, linkedAt } = row as unknown as Readonly<Record<string, string & number>>;
    const prefix = prefixes[table];
    if (prefix === undefined) return [];
    return entry({ subject: `${prefix}${slackId ?? number ?? id}`, at: changedAt ?? linkedAt ?? noon, data: { odd } });
  });
}

const toOne = (slackId: string): Effect => post(`to ${slackId}`, slackId);
const effects: readonly Effect[] = [
  // The first in each lane is leased first.
  ...['U0DONE', 'U0AGAIN', 'U0GAVEUP', 'U0LEASED'].map(toOne),
  {
    kind: 'review_pending_token',
    key: 'approve:pending-approving',
    pendingTokenId: 'pending-approving',
    act: 'approve',
  },
  { kind: 'revoke_token', key: 'revoke:active-revoking', activeTokenId: 'active-revoking' },
  redraw,
];

/** Fills an empty store with what the day's course leaves at any moment: effects that wait, are leased, and have ended in every way. */
export async function fillWithEveryState(store: Store): Promise<void> {
  const writes = [...requests, ...pendingTokens, ...classicTokens, ...activeTokens, ...others];
  await store.commit(change({ writes, entries: entriesOf(writes), effects }), noon);
  await store.nextRequestNumber();
  await store.check();
  const repositories = [
    { id: 1, name: 'acme/website', isPrivate: false },
    { id: 2, name: 'acme/board-papers', isPrivate: true },
  ];
  await store.replaceRepositories(acme, repositories as never, noon);
  const leased = new Map<string, LeasedEffect>();
  for (const one of await store.leaseEffects(noon, 120_000, 20, new Set())) leased.set(one.lane, one);
  const finish = async (slackId: string, end: EffectEnd): Promise<void> => {
    const one = [...leased].find(([lane]) => lane.includes(slackId))?.[1];
    if (one === undefined) throw new Error(`nothing was leased for ${slackId}`);
    await store.finishEffect(one, end, change({}), noon);
  };
  await finish('U0DONE', { as: 'done' });
  await finish('U0AGAIN', { as: 'retry', waitMs: 8_000, why: 'slack: network' });
  await finish('U0GAVEUP', { as: 'gave_up', why: 'TypeError: x is undefined' });
  await store.commit(change({ effects: [toOne('U0WAITING')] }), noon);
  await store.commit(change({ cancels: ['to U0WAITING'] }), noon);
}
