// What follows from seeing one classic token in GitHub's list, or from no longer seeing it. Pure: our rows, the list's item and the time in, a
// Change out.
import { type Change, noChange, together } from '../change.ts';
import { dayMs, type Instant, type OrganizationId, type SlackUserId } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { advanceClassicToken, findClassicToken } from './advance-classic-token.ts';
import {
  type ClassicToken,
  classicTokenId,
  hasLostAgreement,
  hasReturned,
  isLivingClassic,
  isRevocationStanding,
  type ListedClassicToken,
} from './classic-token.ts';
import { type ClassicMatch, classicExcess, matchClassic } from './match-classic.ts';

export type ClassicDossier = {
  readonly organizationId: OrganizationId;
  readonly policy: OrganizationPolicy;
  readonly row: ClassicToken | null;
  readonly holder: GithubAccount;
  /** Who is told of it; null where nobody is linked. */
  readonly slackId: SlackUserId | null;
  /** Rows of what is the same token by its holder and its last eight characters, the oldest first. */
  readonly alike: readonly ClassicToken[];
  /** Requests for classic tokens that no other token uses. */
  readonly requests: readonly TokenRequest[];
  /** Whether the organization's classic tokens are listed for the first time. */
  readonly isFirst: boolean;
  /** When the list was asked for. */
  readonly beganAt: Instant;
};

function steps(...changes: readonly ReturnType<typeof advanceClassicToken>[]): Change {
  return together(...changes.map((change) => (isRefusal(change) ? noChange : change)));
}

/** The request is used up; where its holder said before that they made the token, it is so already. */
function usedUp(request: TokenRequest, listed: ListedClassicToken, now: Instant): Change {
  const change = advanceRequest(request, { act: 'make', lastEight: listed.lastEight, isSeen: true }, now);
  return isRefusal(change) ? noChange : change;
}

function isSame(row: ClassicToken, listed: ListedClassicToken): boolean {
  const shown = ({ login, note, lastEight, scopes, authorizedAt, expiresAt }: ListedClassicToken): string =>
    JSON.stringify([login, note, lastEight, scopes.toSorted(), authorizedAt, expiresAt]);
  return shown(row) === shown(listed);
}

/** Whether nothing of it changed, its last use included. */
export function isAsBefore(row: ClassicToken, listed: ListedClassicToken): boolean {
  return isSame(row, listed) && row.accessedAt === listed.accessedAt;
}

export function seeClassicToken(dossier: ClassicDossier, listed: ListedClassicToken, now: Instant): Change {
  const { organizationId, policy, row, holder, slackId, requests, isFirst } = dossier;
  const windowMs = (policy.lapse.unusedDays + 1) * dayMs;
  if (row !== null && (!isLivingClassic(row) || isReturnUnseen(row, listed)))
    return comeBack(row, dossier, listed, now);
  const known = row === null || isAnew(row, listed) ? null : heldTo(row, listed, requests);
  if (row !== null && known !== null) {
    if (isSame(row, listed)) return used(row, listed);
    return steps(advanceClassicToken(row, { act: 'observe', listed, match: known }, now, slackId));
  }
  const before = beforeIt(dossier, listed);
  const isEnded = row === null ? before !== null : hasReturned(row) || hasLostAgreement(row);
  const match = isEnded ? null : matchClassic(listed, holder, requests, windowMs);
  if (row === null) {
    const found: ClassicToken = {
      ...listed,
      id: classicTokenId(organizationId, listed.credentialId),
      organizationId,
      version: 1,
      revision: 1,
      status: 'active',
      holder,
      requestNumber: match?.request.number ?? before?.requestNumber ?? null,
      agreement: match?.agreement ?? null,
      excess: match?.excess ?? [],
      revocation: before !== null && isRevocationStanding(before) ? before.revocation : null,
      isBaseline: isFirst && before === null,
      told: null,
      firstSeenAt: now,
      changedAt: now,
    };
    return together(findClassicToken(found, now), match === null ? noChange : usedUp(match.request, listed, now));
  }
  if (match !== null && row.status === 'active') {
    const requestNumber = match.request.number;
    const attached = advanceClassicToken(row, { act: 'attach', listed, match, requestNumber }, now, slackId);
    return together(steps(attached), usedUp(match.request, listed, now));
  }
  if (isSame(row, listed)) return used(row, listed);
  return steps(advanceClassicToken(row, { act: 'observe', listed, match: null }, now, slackId));
}

function isAnew({ authorizedAt }: ClassicToken, listed: ListedClassicToken): boolean {
  return listed.authorizedAt > authorizedAt;
}

/** It lost its access and was authorized anew before another list showed that. */
function isReturnUnseen(row: ClassicToken, listed: ListedClassicToken): boolean {
  return row.status === 'active' && row.agreement !== null && isAnew(row, listed);
}

/** What it was under another credential id, where it was revoked, or let in under a request, as that: it ended, whatever GitHub numbers it by. */
function beforeIt({ alike }: ClassicDossier, { credentialId }: ListedClassicToken): ClassicToken | null {
  const others = alike.filter((one) => one.credentialId !== credentialId);
  return others.findLast((one) => isRevocationStanding(one) || one.requestNumber !== null) ?? null;
}

/** The Agreement that it has, and what goes past that; null where it has none. */
function heldTo(
  { agreement, requestNumber, authorizedAt }: ClassicToken,
  listed: ListedClassicToken,
  requests: readonly TokenRequest[],
): Pick<ClassicMatch, 'agreement' | 'excess'> | null {
  if (agreement === null) return null;
  const madeAt = requests.find(({ number }) => number === requestNumber)?.classic?.madeAt ?? null;
  return { agreement, excess: classicExcess(agreement, listed, madeAt ?? authorizedAt) };
}

/** What was revoked, or authorized anew by its holder after it had ended, is agreed to no longer: the reviewers hear of it. */
function comeBack(
  row: ClassicToken,
  { requests, slackId, beganAt }: ClassicDossier,
  listed: ListedClassicToken,
  now: Instant,
): Change {
  // It ended after the list was read: the list is the older word.
  if (row.changedAt >= beganAt) return noChange;
  const isEnded = isRevocationStanding(row) || isAnew(row, listed);
  const match = isEnded ? null : heldTo(row, listed, requests);
  return steps(advanceClassicToken(row, { act: 'come_back', listed, match }, now, slackId));
}

/** That it was used changes nothing that the trail tells of. */
function used(row: ClassicToken, { accessedAt }: ListedClassicToken): Change {
  if (row.accessedAt === accessedAt) return noChange;
  return {
    ...noChange,
    writes: [{ table: 'classic_tokens', was: row.version, row: { ...row, version: row.version + 1, accessedAt } }],
  };
}

/** It is no longer listed: what we revoked is revoked, anything else ended elsewhere. */
export function missClassicToken(row: ClassicToken | null, slackId: SlackUserId | null, now: Instant): Change {
  if (row === null || !isLivingClassic(row)) return noChange;
  return steps(
    advanceClassicToken(row, { act: row.status === 'revoking' ? 'observe_revoked' : 'vanish' }, now, slackId),
  );
}
