import { describe, expect, it } from 'vitest';
import type { ClassicToken, ListedClassicToken } from '../../../src/domain/classic/classic-token.ts';
import {
  type ClassicDossier,
  isAsBefore,
  missClassicToken,
  seeClassicToken,
} from '../../../src/domain/classic/see-classic-token.ts';
import { dayMs, type OrganizationId, type RequestNumber } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { changeOf, effectsOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { approvedClassic, classicToken, listedClassic } from '../../support/sample-classic.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const now = noon + 2 * dayMs;
const card = 'classic_token_card to reviewers';
const agreement = approvedClassic(1).agreement;

function dossier(some: Partial<ClassicDossier> = {}): ClassicDossier {
  return {
    organizationId: 1 as OrganizationId,
    policy: organizationPolicy(),
    row: null,
    holder: { githubId: mona.githubId, login: mona.login },
    slackId: mona.slackId,
    alike: [],
    requests: [],
    isFirst: false,
    beganAt: now,
    ...some,
  };
}

const see = (some: Partial<ClassicDossier>, listed: Partial<ListedClassicToken> = {}) =>
  seeClassicToken(dossier(some), listedClassic(listed), now);
/** What its holder said of the token: made so many days after noon. */
const made = (number: number, days: number): TokenRequest =>
  approvedClassic(number, { classic: { madeAt: noon + days * dayMs, lastEight: null, told: null } });
const agreed = (some: Partial<ClassicToken> = {}): ClassicToken =>
  classicToken({ agreement, requestNumber: 1 as RequestNumber, ...some });

describe('a classic token that is seen for the first time', () => {
  it('is told of where nobody agreed to it', () => {
    const seen = see({});
    expect(stepsOf(seen)).toEqual(['classic_token.find classic_token:classic-1-501']);
    expect(effectsOf(seen)).toEqual([card]);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({
      status: 'active',
      agreement: null,
      isBaseline: false,
      excess: [],
    });
  });

  it('is recorded without a message of its own at the first listing', () => {
    const seen = see({ isFirst: true });
    expect(effectsOf(seen)).toEqual([]);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ isBaseline: true });
  });

  it('uses up the request that it was made for, and is not told of', () => {
    const seen = see({ requests: [approvedClassic(1)] });
    expect(stepsOf(seen)).toEqual(['classic_token.find classic_token:classic-1-501', 'request.make PAT-1']);
    expect(effectsOf(seen)).not.toContain(card);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ requestNumber: 1, excess: [] });
    expect(rowOf(seen, 'token_requests')).toMatchObject({ status: 'fulfilled', classic: { lastEight: '7f3a9c01' } });
    // We saw it; nobody said so.
    expect(changeOf(seen).entries.find(({ act }) => act === 'request.make')).toMatchObject({
      actor: 'countersign',
      data: { isSeen: true },
    });
  });

  it('may come until a day after an unused approval is over', () => {
    const lastAt = noon + (organizationPolicy().lapse.unusedDays + 1) * dayMs;
    const requestOf = (authorizedAt: number) =>
      rowOf(see({ requests: [approvedClassic(1)] }, { authorizedAt }), 'classic_tokens').requestNumber;
    expect([requestOf(lastAt), requestOf(lastAt + 1)]).toEqual([1, null]);
  });

  it('leaves a request alone whose holder said already that it was made', () => {
    const classic = { madeAt: noon + dayMs, lastEight: '7f3a9c01', told: null };
    const seen = see({ requests: [approvedClassic(1, { status: 'fulfilled', classic })] });
    expect(rowsOf(seen, 'token_requests')).toEqual([]);
    // Its card says from now on what GitHub shows of it.
    expect(effectsOf(seen)).toEqual(['redraw PAT-1']);
  });

  it('is told of where it is wider than its request', () => {
    expect(effectsOf(see({ requests: [approvedClassic(1)] }, { scopes: ['repo'] }))).toContain(card);
  });
});

describe('a classic token that is known', () => {
  it('as it was: nothing follows', () => {
    expect(see({ row: agreed() })).toMatchObject({ writes: [], entries: [], effects: [] });
    expect(see({ row: classicToken() })).toMatchObject({ writes: [], entries: [], effects: [] });
  });

  it('used since: its row says so, and the trail nothing', () => {
    const seen = see({ row: agreed() }, { accessedAt: now });
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ accessedAt: now, version: 2 });
    expect(stepsOf(seen)).toEqual([]);
    expect(isAsBefore(agreed(), listedClassic({ accessedAt: now }))).toBe(false);
    expect(isAsBefore(agreed(), listedClassic())).toBe(true);
  });

  it('wider than before: it is told of, once for each scope', () => {
    const wider = see({ row: agreed() }, { scopes: ['write:packages', 'repo'] });
    expect(effectsOf(wider)).toContain(card);
    const row = rowOf(wider, 'classic_tokens');
    expect(row.excess).toEqual([{ kind: 'scope', name: 'repo' }]);
    expect(effectsOf(see({ row }, { scopes: ['repo', 'write:packages'] }))).toEqual([]);
    expect(effectsOf(see({ row }, { scopes: ['write:packages', 'repo', 'gist'] }))).toContain(card);
    expect(effectsOf(see({ row }))).toEqual(['redraw classic_token:classic-1-501', 'redraw PAT-1']);
  });

  it('changed, where nobody agreed to it: what it is by now is kept', () => {
    const seen = see({ row: classicToken() }, { scopes: ['repo'] });
    expect(stepsOf(seen)).toEqual(['classic_token.observe classic_token:classic-1-501']);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ scopes: ['repo'], agreement: null });
  });

  it.each<[string, readonly TokenRequest[], number]>([
    ['when it was authorized', [], 31],
    ['when it was authorized, where its holder said nothing', [approvedClassic(1)], 31],
    ['when it was authorized, whatever was said of another', [made(2, 5)], 31],
    ['when its holder said that they made it', [made(2, 5), made(1, 10)], 40],
    ['when it was authorized, where its request is of another kind', [approvedClassic(1, { classic: null })], 31],
  ])('may last as long as agreed from %s', (_what, requests, days) => {
    const excessOf = (expiresAt: number) =>
      rowOf(see({ row: agreed(), requests }, { expiresAt }), 'classic_tokens').excess.map(({ kind }) => kind);
    const lastAt = noon + (days + 1) * dayMs;
    expect([excessOf(lastAt), excessOf(lastAt + 1)]).toEqual([[], ['expires_later']]);
  });

  it('approved since: it is attached to its request', () => {
    const seen = see({ row: classicToken(), requests: [approvedClassic(1)] });
    expect(stepsOf(seen)).toEqual(['classic_token.attach classic_token:classic-1-501', 'request.make PAT-1']);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ requestNumber: 1, agreement });
  });

  it('is attached to nothing while it is being revoked', () => {
    const seen = see({ row: classicToken({ status: 'revoking' }), requests: [approvedClassic(1)] });
    expect(rowsOf(seen, 'token_requests')).toEqual([]);
  });

  it.each(['gone', 'revoked'] as const)('%s before: it is back, and told of where nobody agreed to it', (status) => {
    const seen = see({ row: classicToken({ status }) });
    expect(stepsOf(seen)).toEqual(['classic_token.come_back classic_token:classic-1-501']);
    expect(effectsOf(seen)).toContain(card);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ status: 'active', revocation: null });
    const back = see({ row: agreed({ status }) });
    expect(rowOf(back, 'classic_tokens')).toMatchObject({ status: 'active', agreement });
    expect(effectsOf(back)).not.toContain(card);
  });
});

const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;

describe('a classic token that was ended, and is authorized again', () => {
  const back = 'classic_token.come_back classic_token:classic-1-501';
  const anew = { authorizedAt: noon + dayMs + 1 };

  it.each<[string, Partial<ClassicToken>, Partial<ListedClassicToken>, ClassicToken['revocation']]>([
    ['was revoked', { status: 'revoked', revocation }, {}, revocation],
    ['was revoked, was back, and was gone for a while', { status: 'gone', revocation }, {}, revocation],
    ['ended on github.com, and was authorized anew', { status: 'gone' }, anew, null],
    ['ended on github.com, and was authorized anew between two lists', { status: 'active' }, anew, null],
  ])('%s: nobody agrees to it any more, and the reviewers hear of it', (_, row, listed, kept) => {
    const seen = see({ row: agreed(row), requests: [approvedClassic(1)] }, listed);
    expect(stepsOf(seen)).toEqual([back]);
    expect(effectsOf(seen)).toContain(card);
    const now = rowOf(seen, 'classic_tokens');
    expect(now).toMatchObject({ status: 'active', agreement: null, excess: [], requestNumber: 1, revocation: kept });
    // No Agreement, old or new, takes it up again by itself.
    const requests = [approvedClassic(1), approvedClassic(2)];
    expect(see({ row: now, requests }, listed)).toMatchObject({ writes: [], entries: [], effects: [] });
    expect(stepsOf(see({ row: now, requests }, { ...listed, scopes: ['repo'] }))).toEqual([
      'classic_token.observe classic_token:classic-1-501',
    ]);
  });

  it('was authorized anew between two lists, and nobody had agreed to it: it is what it was', () => {
    const seen = see({ row: classicToken() }, anew);
    expect(stepsOf(seen)).toEqual(['classic_token.observe classic_token:classic-1-501']);
    expect(effectsOf(seen)).not.toContain(card);
  });

  it('was authorized anew while it is being revoked: nobody agrees to it any more, and the revocation goes on', () => {
    const seen = see({ row: agreed({ status: 'revoking', revocation }), requests: [approvedClassic(1)] }, anew);
    expect(stepsOf(seen)).toEqual(['classic_token.observe classic_token:classic-1-501']);
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ status: 'revoking', agreement: null, revocation });
  });

  it.each<[string, Partial<ClassicToken>, Partial<ClassicToken>]>([
    ['was revoked', { status: 'revoked', requestNumber: 1 as RequestNumber, revocation }, { revocation }],
    [
      'was revoked, and nobody had agreed to it',
      { status: 'revoked', revocation },
      { requestNumber: null, revocation },
    ],
    ['lost its access', { status: 'gone', requestNumber: 1 as RequestNumber }, { revocation: null }],
    [
      'was not revoked after all, and lost its access',
      { status: 'gone', requestNumber: 1 as RequestNumber, revocation: { ...revocation, refused: 'github_refused' } },
      { revocation: null },
    ],
  ])('%s, and is listed under another credential id: it is the same token', (_, some, kept) => {
    const alike = [classicToken(some)];
    const shown = { credentialId: 777 };
    for (const isFirst of [false, true]) {
      const seen = see({ alike, requests: [approvedClassic(2)], isFirst }, shown);
      expect(stepsOf(seen)).toEqual(['classic_token.find classic_token:classic-1-777']);
      expect(effectsOf(seen)).toContain(card);
      const row = rowOf(seen, 'classic_tokens');
      expect(row).toMatchObject({ requestNumber: 1, ...kept, agreement: null, isBaseline: false });
      expect(see({ row, alike: [...alike, row], requests: [approvedClassic(2)] }, shown)).toMatchObject({ writes: [] });
    }
  });

  it('nobody had agreed to it, nor revoked it: under another credential id an approval takes it up', () => {
    const alike = [classicToken({ status: 'gone' }), classicToken({ credentialId: 777, revocation })];
    const seen = see({ alike, requests: [approvedClassic(1)] }, { credentialId: 777 });
    expect(rowOf(seen, 'classic_tokens')).toMatchObject({ requestNumber: 1, agreement });
  });

  it('is taken for the one that ended last, where there were several', () => {
    const alike = [1, 2].map((number) =>
      classicToken({ status: 'gone', credentialId: number, requestNumber: number as RequestNumber }),
    );
    expect(rowOf(see({ alike }, { credentialId: 777 }), 'classic_tokens').requestNumber).toBe(2);
  });

  it('was revoked, and nobody had agreed to it: no request takes it up again either', () => {
    const row = classicToken({ revocation });
    expect(see({ row, requests: [approvedClassic(1)] })).toMatchObject({ writes: [], entries: [], effects: [] });
  });

  it('was not revoked after all: a request that is approved since takes it up', () => {
    const row = classicToken({ revocation: { ...revocation, refused: 'github_refused' } });
    expect(stepsOf(see({ row, requests: [approvedClassic(1)] }))).toContain(
      'classic_token.attach classic_token:classic-1-501',
    );
  });

  it('is in a list that was asked for before it ended: the list is the older word', () => {
    for (const status of ['gone', 'revoked'] as const) {
      const row = agreed({ status, revocation, changedAt: now });
      expect(see({ row })).toMatchObject({ writes: [], entries: [], effects: [] });
      expect(stepsOf(see({ row, beganAt: now + 1 }))).toEqual([back]);
    }
  });

  it('was gone for a while with the same authorization: it is what it was', () => {
    const wider = see({ row: agreed({ status: 'gone' }) }, { scopes: ['repo'] });
    expect(rowOf(wider, 'classic_tokens')).toMatchObject({ agreement, excess: [{ kind: 'scope', name: 'repo' }] });
    expect(effectsOf(wider)).toContain(card);
  });
});

describe('a classic token that is no longer listed', () => {
  it('was revoked, where we revoked it: its holder is told', () => {
    const missed = missClassicToken(classicToken({ status: 'revoking', revocation }), mona.slackId, now);
    expect(rowOf(missed, 'classic_tokens').status).toBe('revoked');
    expect(effectsOf(missed)).toContain(`classic_token_news to ${mona.slackId}`);
  });

  it('ended elsewhere otherwise, and nobody is told', () => {
    const missed = missClassicToken(classicToken(), mona.slackId, now);
    expect(rowOf(missed, 'classic_tokens').status).toBe('gone');
    expect(effectsOf(missed)).toEqual(['redraw classic_token:classic-1-501']);
  });

  it.each([
    ['is known to nobody any more', null],
    ['was missed before', classicToken({ status: 'gone' })],
    ['was revoked before', classicToken({ status: 'revoked', revocation })],
  ])('changes nothing where it %s', (_, row) => {
    expect(stepsOf(missClassicToken(row, mona.slackId, now))).toEqual([]);
    expect(rowsOf(missClassicToken(row, mona.slackId, now), 'classic_tokens')).toEqual([]);
  });
});
