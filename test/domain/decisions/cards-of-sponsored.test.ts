import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { cardsOfSponsored, type Sponsored, type Undecided } from '../../../src/domain/decisions/cards-of-sponsored.ts';
import type { ActiveToken, PendingToken } from '../../../src/domain/tokens/token.ts';
import { grant, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, mona } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest } from '../../support/sample-requests.ts';

const theirs: Sponsored = { logins: ['acme-ci'], accounts: [acmeCi.githubId] };
const nothing: Undecided = { requests: [], pendingTokens: [], activeTokens: [] };
const held = (some: Partial<PendingToken> = {}) => waiting({ ...forAcmeCi, status: 'held', ...some });
const active = (some: Partial<ActiveToken> = {}) => grant({ ...forAcmeCi, ...some });

describe('the cards that follow a sponsor’s link', () => {
  it.each<readonly [is: string, undecided: Partial<Undecided>, drawn: readonly string[]]>([
    ['nothing', {}, []],
    ['of a request for their machine user', { requests: [pendingRequest(7, forAcmeCi)] }, ['request']],
    ['of no request that is decided', { requests: [approvedRequest(7, forAcmeCi)] }, []],
    ['of no request for somebody else', { requests: [pendingRequest(7)] }, []],
    ['of a token on hold', { pendingTokens: [held()] }, ['pending_token']],
    ['of one that nobody has looked at yet', { pendingTokens: [held({ status: 'open' })] }, ['pending_token']],
    ['of none that is being approved', { pendingTokens: [held({ status: 'approving' })] }, []],
    ['of nobody else’s token on hold', { pendingTokens: [waiting({ status: 'held' })] }, []],
    ['of a flagged token', { activeTokens: [active({ status: 'exceeding' })] }, ['active_token']],
    ['of one that nobody agreed to', { activeTokens: [active({ agreement: null })] }, ['active_token']],
    ['of none within what was agreed', { activeTokens: [active()] }, []],
    ['of none that is over', { activeTokens: [active({ agreement: null, status: 'revoked' })] }, []],
    ['of nobody else’s flagged token', { activeTokens: [grant({ status: 'exceeding' })] }, []],
    [
      'of all at once',
      {
        requests: [pendingRequest(7, forAcmeCi)],
        pendingTokens: [held()],
        activeTokens: [active({ status: 'exceeding' })],
      },
      ['request', 'pending_token', 'active_token'],
    ],
  ])('are %s', (_, undecided, drawn) => {
    const change = cardsOfSponsored(theirs, { ...nothing, ...undecided });
    expect(change.effects.map((effect) => (effect.kind === 'redraw' ? effect.subject.of : effect.kind))).toEqual(drawn);
    if (drawn.length === 0) expect(change).toBe(noChange);
    else expect([change.writes, change.entries]).toEqual([[], []]);
  });

  it.each<readonly [who: string, holder: PendingToken['holder'], sponsored: Sponsored, count: number]>([
    ['the account, renamed', { ...acmeCi, login: 'acme-ci-old' }, theirs, 1],
    ['another account by the login, in whatever case', { ...mona, login: 'Acme-CI' }, theirs, 1],
    ['the login, where no account was found behind it yet', acmeCi, { ...theirs, accounts: [] }, 1],
    ['another account by another login', mona, theirs, 0],
  ])('are those of %s', (_, holder, sponsored, count) => {
    const pendingTokens = [held({ holder: { githubId: holder.githubId, login: holder.login } })];
    expect(cardsOfSponsored(sponsored, { ...nothing, pendingTokens }).effects).toHaveLength(count);
  });

  it('name what they are about', () => {
    const [token, flag] = [held(), active({ status: 'exceeding' })];
    const undecided = { requests: [pendingRequest(7, forAcmeCi)], pendingTokens: [token], activeTokens: [flag] };
    expect(cardsOfSponsored(theirs, undecided).effects).toEqual([
      { kind: 'redraw', subject: { of: 'request', number: 7 } },
      { kind: 'redraw', subject: { of: 'pending_token', id: token.id } },
      { kind: 'redraw', subject: { of: 'active_token', id: flag.id } },
    ]);
  });
});
