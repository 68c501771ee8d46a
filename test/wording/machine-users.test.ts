import { describe, expect, it } from 'vitest';
import type { EndReason } from '../../src/domain/requests/request-status.ts';
import { english } from '../../src/wording/english.ts';
import type { Speech } from '../../src/wording/speech.ts';
import { mona } from '../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest } from '../support/sample-requests.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  group: (id) => `@${id}`,
  instant: (at) => new Date(at).toISOString().slice(0, 10),
  day: (at) => new Date(at).toISOString().slice(0, 10),
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const request = pendingRequest(7, forAcmeCi);
const nothing = { token: null, waiting: null };

describe('a request for a machine user', () => {
  it('names both, who asks and whose token it will be', () => {
    expect(english.requestCard(request, 'acme', speech)).toBe(
      '@U0MONA requests “nightly” of the machine user acme-ci for acme · PAT-7',
    );
    expect(english.requestSent(request, 'acme', speech)).toBe(
      'Your request “nightly” of the machine user acme-ci for acme · PAT-7',
    );
    expect(english.approvedHeadline(approvedRequest(7, forAcmeCi), 'acme', speech)).toContain(
      'Approved: “nightly” of the machine user acme-ci for acme · PAT-7',
    );
    expect(english.waitingLine(request, 3)).toContain('PAT-7, acme-ci’s “nightly”: times out in 3 days');
  });

  it('is never called the requester’s own token', () => {
    const fulfilled = english.requestNews({ ...request, status: 'fulfilled' }, 'acme', null, speech);
    expect(fulfilled).toContain('The token “nightly” (PAT-7) of the machine user acme-ci can reach acme now.');
    const own = english.requestNews(pendingRequest(7, { status: 'fulfilled' }), 'acme', null, speech);
    expect(own).toContain('Your token “nightly” (PAT-7) can reach acme now.');
    expect(english.requestCard(pendingRequest(7), 'acme', speech)).not.toContain('machine user');
    expect(english.ownerApproved(request, speech)).toContain('acme-ci is an owner');
    expect(english.ownerApproved(pendingRequest(7), speech)).toContain('You’re an owner');
  });

  it('is told under which account to create it', () => {
    expect(english.signInAs('acme-ci', speech)).toBe(
      'Sign in to GitHub as acme-ci and create it there. A token of your own account won’t match this request.',
    );
  });

  it.each<[EndReason, string, string]>([
    [
      'requester_left',
      'Its requester left the organization.',
      'because you are no longer a member of the organization.',
    ],
    [
      'machine_user_left',
      'The machine user acme-ci left the organization.',
      'because acme-ci is no longer a member of the organization.',
    ],
    [
      'sponsor_changed',
      '@U0MONA no longer sponsors the machine user acme-ci.',
      'because you no longer sponsor acme-ci. Its sponsor can request the token again.',
    ],
  ])('that has ended because of %s says so on the card and to its requester', (endedWhy, onCard, toThem) => {
    const ended = { ...request, status: 'ended', endedWhy } as const;
    expect(english.requestStatus(ended, 'acme', nothing, speech)).toContain(onCard);
    expect(english.requestNews(ended, 'acme', null, speech)).toContain(toThem);
  });

  it('whose sponsor was replaced can’t be approved, and the refusal says by whom it can be asked again', () => {
    const refused = { refused: true, why: 'sponsor_changed', slackId: mona.slackId, login: 'acme-ci' } as const;
    expect(english.refusal(refused, speech)).toBe(
      '@U0MONA no longer sponsors machine user acme-ci, so nobody can approve this request. Nothing was decided. Its present sponsor can request it again.',
    );
  });
});
