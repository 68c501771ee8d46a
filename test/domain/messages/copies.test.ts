import { describe, expect, it } from 'vitest';
import type { Message, Subject } from '../../../src/domain/message.ts';
import { type Lost, loseCopies, messageOfCopy, overForGood, passedOn } from '../../../src/domain/messages/copies.ts';
import { acme, copyOf, now, requestNumber } from '../../support/sample-dossiers.ts';

const number = requestNumber(7);
const request: Subject = { of: 'request', number };
const id = 't1';
const pendingToken: Subject = { of: 'pending_token', id };
const activeToken: Subject = { of: 'active_token', id };
const classicToken: Subject = { of: 'classic_token', id };
const ends = { threshold: 7, endsAt: now } as const;
const claim: Subject = { of: 'claim', id };
const organization: Subject = { of: 'organization', id: acme };
const together: Subject = { of: 'together', id, organizationId: acme };
const reminders: Subject = { of: 'reminders', id };

/** All that follow their subject, and whether somebody in the channel decides by them. */
const following: readonly (readonly [Subject, Message, boolean])[] = [
  [request, { kind: 'request_card', number }, true],
  [request, { kind: 'request_sent', number }, false],
  [request, { kind: 'request_approved', number }, false],
  [request, { kind: 'request_question', number }, false],
  [request, { kind: 'request_offer', number }, false],
  [{ ...request, ends }, { kind: 'classic_ends', number, id: null, ...ends }, false],
  [pendingToken, { kind: 'pending_token_card', id }, true],
  [pendingToken, { kind: 'pending_token_held', id }, false],
  [activeToken, { kind: 'active_token_card', id }, true],
  [activeToken, { kind: 'unused_token', id }, false],
  [classicToken, { kind: 'classic_token_card', id }, true],
  [{ ...classicToken, ends }, { kind: 'classic_ends', number: null, id, ...ends }, false],
  [claim, { kind: 'claim_card', id }, true],
  [organization, { kind: 'pending_token_list', organizationId: acme }, true],
  [organization, { kind: 'unused_review', organizationId: acme }, true],
  [together, { kind: 'holder_left', id, organizationId: acme }, true],
  [together, { kind: 'revoked_together', id, organizationId: acme }, false],
];

it('what a copy shows that no row stands behind is no version of any row, and two things', () => {
  for (const shown of [overForGood, passedOn]) expect(shown).toBeLessThan(0);
  expect(overForGood).not.toBe(passedOn);
});

describe('a copy is drawn', () => {
  it.each(following)('of %o as %o', (subject, message) => {
    expect(messageOfCopy({ subject, message: message.kind })).toEqual(message);
  });

  it('as what its row of a passed-on token is now', () => {
    expect(messageOfCopy({ subject: activeToken, message: 'pending_token_card' })).toEqual({
      kind: 'active_token_card',
      id,
    });
    expect(messageOfCopy({ subject: pendingToken, message: 'active_token_card' })).toEqual({
      kind: 'pending_token_card',
      id,
    });
  });

  it('of an organization as its one list, where it is not the one of unused tokens', () => {
    const list = { kind: 'pending_token_list', organizationId: acme };
    expect(messageOfCopy({ subject: organization, message: 'baseline' })).toEqual(list);
  });

  it('of a question as what it asks, where that is known', () => {
    const message = { kind: 'unused_token', id } as never;
    const asked = { message, expiresAt: null, since: null } as never;
    expect(messageOfCopy({ subject: { of: 'questions', id, asked }, message: 'unused_token' })).toBe(message);
    expect(messageOfCopy({ subject: { of: 'questions', id }, message: 'unused_token' })).toBe(null);
    expect(messageOfCopy({ subject: reminders, message: 'request_card' })).toBe(null);
    expect(messageOfCopy({ subject: { of: 'questions', id }, message: 'request_card' })).toBe(null);
  });

  it('as nothing where it is none of those by itself', () => {
    expect(messageOfCopy({ subject: reminders, message: 'expiry' })).toBe(null);
    expect(messageOfCopy({ subject: request, message: 'request_news' })).toBe(null);
    expect(messageOfCopy({ subject: together, message: 'request_card' })).toBe(null);
    expect(messageOfCopy({ subject: request, message: 'classic_ends' })).toBe(null);
    expect(messageOfCopy({ subject: classicToken, message: 'classic_ends' })).toBe(null);
  });
});

describe('a copy that can’t be drawn any more', () => {
  const gone = { trouble: 'copy', code: 'message_not_found' };
  const lost = (subject: Subject, kind: Message['kind'], organizationId: Lost['organizationId'] = acme): Lost => ({
    copy: copyOf(subject, kind),
    organizationId,
  });

  it.each(following)('of %o as %o is posted afresh: where somebody decides by it: %s', (subject, message, isAgain) => {
    const { entries, effects, writes } = loseCopies([lost(subject, message.kind)], gone, now);
    expect(writes).toEqual([]);
    expect(entries).toMatchObject([
      { at: now, actor: 'countersign', act: 'message.lost', data: { message: message.kind, code: gone.code } },
    ]);
    const again = {
      kind: 'post',
      key: `again:copy-${message.kind}`,
      to: { to: 'reviewers', organizationId: acme },
      message,
    };
    expect(effects).toEqual(isAgain ? [again] : []);
  });

  it('is only recorded where its whole place is lost, or where nobody knows whose it is', () => {
    const place = { trouble: 'place', code: 'channel_not_found' };
    expect(loseCopies([lost(request, 'request_card')], place, now)).toMatchObject({
      entries: [{ subject: 'PAT-7' }],
      effects: [],
    });
    expect(loseCopies([lost(request, 'request_card', null)], gone, now)).toMatchObject({
      entries: [{ subject: 'PAT-7' }],
      effects: [],
    });
    expect(loseCopies([lost(reminders, 'request_card')], gone, now).effects).toEqual([]);
  });
});
