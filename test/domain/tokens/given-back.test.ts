// A flagged token whose holder, an owner, takes its access away on github.com and gives it back: GitHub asks nobody, and its deadline goes on.
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Drift } from '../../../src/domain/tokens/token.ts';
import { concluded } from '../../support/concluded.ts';
import { rowOf, stepsOf } from '../../support/read-change.ts';
import { dossier, grant, listedActive, minuteMs, now, patId } from '../../support/sample-dossiers.ts';
import { approvedRequest, organizationPolicy, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement } from '../../support/sample-scopes.ts';
import { sentBy } from '../../support/words-of.ts';

const all = { access: { selection: 'all' } } as const;
const drift: Drift = { since: now - dayMs / 2, deadlineAt: now + 2 * dayMs, outcome: 'revoke' };
const lost = grant({
  ...{ status: 'gone', excess: [{ kind: 'all_repositories' }], drift },
  ...{ scope: actual(all), changedAt: now - 60 * minuteMs },
});
const given = listedActive({ accessGrantedAt: now - minuteMs, selection: 'all' });
const again = `active_token:${grant({ accessGrantedAt: now - minuteMs }).id}`;
const asOwner = { facts: { isHolderOwner: true } };

const story = (...activeTokens: Dossier['activeTokens']) =>
  dossier({
    ...{ activeTokens, policy: { ...organizationPolicy(), drift: { graceDays: 3, outcome: 'revoke' } } },
    requests: [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })],
  });

/** What was left of two days when it was lost goes on from when it is seen to be too wide again. */
const told = (noticedAt: string, deadlineAt: string) => [
  `reviewers: Elevated risk · <@U0MONA>’s token “nightly” for acme is wider than PAT-7 allows
Not approved: all repositories (approved: repo-1 and repo-2)
This token can read the code in all repositories, including future ones.
Permissions: Contents: read; Metadata: read
Lifetime: until 9 July 2026
Noticed on 10 June 2026 at ${noticedAt} UTC. If nothing changes, we’ll revoke it on 12 June 2026 at ${deadlineAt} UTC.`,
  `U0MONA: Your token “nightly” for acme is wider than PAT-7 allows:
Not approved: all repositories (approved: repo-1 and repo-2)
Narrow it on GitHub, or request more with /pat request, under the same token name. We’ve told the owners. If it stays so, we’ll revoke it on 12 June 2026 at ${deadlineAt} UTC (in 2 days).`,
];

describe('a flagged token that an owner takes away and gives back', () => {
  it('as it was: it is flagged at once, and nobody reads that nobody approved it', () => {
    const { change, known } = concluded(story(lost), { active: [given] }, asOwner);
    expect(stepsOf(change)).toEqual([`active_token.find ${again}`]);
    expect(sentBy(change, known)).toEqual(told('12:00', '13:00'));
  });

  it('narrower, and widens: it is held to what was agreed before', () => {
    const narrower = { ...given, selection: 'subset' } as const;
    const { change, known } = concluded(story(lost), { active: [narrower] }, asOwner);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: null, requestNumber: null });
    const widened = concluded(known, { active: [given] }, asOwner, now + 5 * minuteMs);
    expect(stepsOf(widened.change)).toEqual([`active_token.exceed ${again}`]);
    expect(sentBy(widened.change, widened.known)).toEqual(told('12:05', '13:05'));
  });

  it('narrower: nobody has approved that, and while it stays so nothing is held against it', () => {
    const narrower = { ...given, selection: 'subset' } as const;
    const { known } = concluded(story(lost), { active: [narrower] }, asOwner);
    const { change } = concluded(known, { active: [narrower] }, asOwner, now + 5 * minuteMs);
    expect(stepsOf(change)).toEqual([]);
  });

  it('says nothing of another grant of it that has an Agreement of its own', () => {
    const other = { patId: patId(700), accessGrantedAt: lost.accessGrantedAt - 1 };
    const beside = grant({ ...other, scope: actual(all), agreement: agreement(all), requestNumber: null });
    const { change } = concluded(story(beside, lost), { active: [listedActive({ ...other, selection: 'all' })] });
    expect(stepsOf(change)).toEqual([]);
  });
});
