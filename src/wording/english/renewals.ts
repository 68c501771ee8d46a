import type { Instant, RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { AskedNow } from '../../domain/notices/asked-now.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { RequestReason } from '../../domain/requests/reasons-against.ts';
import { agreedEnd, isOnlyProlonged } from '../../domain/requests/renewal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { WhereUsed } from '../../domain/requests/where-used.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { type ActiveToken, deadlineOf } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { ofMachineUser } from './machine-users.ts';
import { agreedAs, asSponsor, counted, inDays, passedOn, regenerateEarlier } from './terms.ts';
import { longerThanAccepted } from './who-decided.ts';

const stores: Readonly<Record<WhereUsed, string>> = {
  git: 'in Git on your machine',
  actions: 'in GitHub Actions secrets',
  script: 'in a script of yours',
  service: 'in a service or bot',
  other: 'somewhere else',
};

function ends(at: number | null, speech: Speech): string {
  return at === null ? 'has no expiry date' : `expires on ${speech.instant(at)}`;
}

/** "renews "nightly-ci", agreed until …", for a card and its copies: its holder may have prolonged it since. */
export function renewsWhat({ renews, tokenName }: TokenRequest, speech: Speech): string {
  if (renews === null) return speech.quoted(tokenName);
  const { endsAt, requestNumber } = renews;
  const isAgreed = endsAt !== null && requestNumber !== null;
  return `${speech.quoted(tokenName)}, ${isAgreed ? `agreed until ${speech.instant(endsAt)}` : `which ${ends(endsAt, speech)}`},`;
}

type Revoked = Extract<RequestReason, { code: 'renewed_revoked' }>;

/** Why a renewal has no Approve. */
export function renewedRevoked({ tokenName, isOver }: Revoked, speech: Speech): string {
  return `${speech.quoted(tokenName)} ${isOver ? 'was revoked' : 'is being revoked'}, so nobody can approve its renewal.`;
}

/** The same to its requester. */
export function notRenewed(reason: Revoked, speech: Speech): string {
  return `${renewedRevoked(reason, speech)} You can withdraw your request.`;
}

export const newSecret = (where: WhereUsed | null): string =>
  where === null || where === 'other'
    ? 'Its secret changes, so replace it where you keep it.'
    : `Its secret changes, so replace it where you keep it: ${stores[where]}.`;

export const renewedNews = (request: TokenRequest, token: ActiveToken, speech: Speech): string =>
  `You renewed ${speech.quoted(token.tokenName)}${ofMachineUser(request, speech)} (${requestName(request.number)}): it now ${ends(token.scope.expiresAt, speech)}.`;

/** Of a request for a token that its holder prolonged already. */
export const revokedUnlessApproved = (at: Instant, speech: Speech): string =>
  `The token is prolonged on GitHub already. If nobody approves that, we’ll revoke it on ${speech.instant(at)}.`;

export const replacedNews = (request: TokenRequest, speech: Speech): string =>
  `It replaces ${speech.quoted(request.renews?.tokenName ?? request.tokenName)}, so we stop reminding you of that one.`;

/** Why what is over offers no other request: a later one took its place. */
export const renewedAs = (by: RequestNumber): string => `Its renewal is ${requestName(by)}.`;
export const requestedAgainAs = (by: RequestNumber): string => `It was requested again as ${requestName(by)}.`;

function createItBy(request: TokenRequest, speech: Speech): string {
  const lapsesAt = request.agreement?.lapsesAt ?? null;
  return `Create a new token${lapsesAt === null ? '' : ` by ${speech.instant(lapsesAt)}`}`;
}

type NothingToRenew = Extract<Refusal, { why: 'nothing_to_renew' }>;

const endedAs: Readonly<Record<NonNullable<NothingToRenew['ended']>['how'], string>> = {
  revoked: 'it was revoked',
  denied: 'it was denied',
  request_denied: 'its request was denied',
  lost: 'it lost access',
  closed: 'it was ended',
};

function whyNotRenewed({ status, ended }: NothingToRenew, speech: Speech): string {
  if (status === 'revoking') return 'it’s being revoked';
  if (status === 'revoked') return 'it was revoked';
  if (status === 'gone') return 'it lost access to the organization';
  if (ended === null) return 'it has no expiry date';
  if (ended.undone === null) return `${endedAs[ended.how]} before, and nobody has approved it since`;
  const who = ended.by === null ? 'the policy' : speech.person(ended.by as SlackUserId);
  const did = `${who} ${ended.how === 'revoked' ? 'revoked' : 'denied'} it on ${speech.instant(ended.at)}`;
  return ended.undone === 'expired'
    ? `${did}, but it expired before GitHub took that`
    : `${did}. GitHub hasn’t carried that out, so it still works`;
}

/** Why nobody can ask for it, as it is so of this token. */
export function renewalRefusal(
  refusal: Extract<Refusal, { why: 'nothing_to_renew' | 'renewal_open' }>,
  command: string,
  speech: Speech,
): string {
  if (refusal.why === 'renewal_open')
    return `You are renewing ${speech.quoted(refusal.tokenName)} already: see ${requestName(refusal.number)} in ${command} list. Nothing more was sent.`;
  return `You can’t renew ${speech.quoted(refusal.tokenName)}: ${whyNotRenewed(refusal, speech)}. Nothing was sent. You can request another with ${command} request.`;
}

export const renewals = (command: string) => ({
  renewTitle: 'Renew a token',
  renew: 'Renew…',
  renewedAs,
  renewalAsked: (number: RequestNumber): string =>
    `Its renewal is ${requestName(number)}, so there’s nothing more to request.`,
  renewalDenied: (request: TokenRequest, speech: Speech): string => {
    const review = standingReview(request);
    return `${review === null ? 'An owner' : speech.person(review.by.slackId)} denied the new end (${requestName(request.number)}).`;
  },
  /** Of a renewal: its token goes on as it was agreed, or has to be regenerated. */
  renewalWithdrawn: (number: RequestNumber, token: ActiveToken, speech: Speech): string => {
    const name = speech.quoted(token.tokenName);
    const end = agreedEnd(token);
    const until = end === null ? '' : ` until ${speech.instant(end)}`;
    if (token.status === 'active') return `${requestName(number)} was withdrawn. ${name} goes on as before${until}.`;
    return `${requestName(number)} was withdrawn. ${name} is still wider than approved: ${isOnlyProlonged(token) ? `regenerate it on GitHub with ${end === null || token.scope.expiresAt === null ? 'an earlier end' : `an end by ${speech.instant(end)}`}` : 'narrow it on GitHub'}.`;
  },
  askForIt: 'Request the new end…',
  /** What the page's button does: the policy may need nobody's word. */
  renewSubmit: (isAllowed: boolean): string => (isAllowed ? 'Renew' : 'Send request'),
  renewWhat: (token: ActiveToken, request: TokenRequest | null, organization: string, speech: Speech): string => {
    const { expiresAt } = token.scope;
    const asked = request === null ? '' : `, the same as ${requestName(request.number)}`;
    const past =
      token.status === 'expired' && expiresAt !== null
        ? `expired on ${speech.instant(expiresAt)}`
        : ends(expiresAt, speech);
    return `${speech.quoted(token.tokenName)} for ${speech.name(organization)} ${past}. You request the same access${asked}, with a new end.`;
  },
  renewHow: (isProlonged: boolean): string =>
    isProlonged
      ? 'You’ve regenerated it already: once it’s approved, there’s nothing more to do on GitHub.'
      : 'Once it’s approved, you regenerate the token on GitHub. Its secret changes then, so it has to be replaced where you keep it.',
  renewalCard: (request: TokenRequest, organization: string, speech: Speech): string =>
    `${speech.person(request.requester.slackId)} renews ${renewsWhat(request, speech)}${ofMachineUser(request, speech)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  sameScope: (request: TokenRequest): string => {
    const before = request.renews?.requestNumber ?? null;
    return before === null
      ? 'It has this access already; nobody approved it here.'
      : `Same access as ${requestName(before)}.`;
  },
  regenerate: 'Regenerate on GitHub',
  createNew: 'Create a new one',
  signInToRenew: (login: string, speech: Speech): string => `Sign in to GitHub as ${speech.name(login)} for this.`,
  regenerateStep: (request: TokenRequest, lifetime: string, speech: Speech): string => {
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    const by = lapsesAt === null ? '' : `, by ${speech.instant(lapsesAt)}`;
    return `Best: open ${speech.quoted(request.tokenName)} on GitHub and choose “Regenerate token”${by}. Choose ${lifetime} at most; its access stays the same.`;
  },
  newSecret,
  /** Where regenerating would keep more than was approved. */
  besideStep: (request: TokenRequest, speech: Speech): string =>
    `${createItBy(request, speech)}. Don’t regenerate ${speech.quoted(request.tokenName)}: it would keep more access than was approved.`,
  besideNext: 'Switch over, and then end the old one. We’ll stop reminding you of the old one.',
  /** Where the token to renew was ended. */
  insteadStep: (request: TokenRequest, speech: Speech): string =>
    `${createItBy(request, speech)}. The old token lost its access, so regenerating it wouldn’t bring that back.`,
  orNewToken:
    'Or create a new token beside it, switch over, and then end the old one. We’ll stop reminding you of the old one.',
  renewedNews,
  replacedNews,
  /** In Details: who hears of its end besides its holder. */
  alsoWarned: (person: string): string => `If its holder can’t be reached, we warn ${person} before it expires.`,
  /** In Details: the token that a renewal renews, or that the new one replaces. */
  follows: (request: TokenRequest, speech: Speech): string => {
    const { renews, claimedByTokenId, status } = request;
    const name = speech.quoted(renews?.tokenName ?? request.tokenName);
    const before = renews?.requestNumber == null ? '' : ` (${requestName(renews.requestNumber)})`;
    if (status !== 'fulfilled') return `It renews ${name}${before}, with the same access.`;
    return claimedByTokenId === renews?.tokenId
      ? `It renewed ${name}${before} by regenerating it.`
      : `Its token replaces ${name}${before}.`;
  },
  letItEnd: 'Let it end',
  letEnd: ({ tokenName, scope }: ActiveToken, speech: Speech): string =>
    `We won’t remind you of ${speech.quoted(tokenName)} again${scope.expiresAt === null ? '' : `. It expires on ${speech.instant(scope.expiresAt)}, and we’ll tell you then`}. You don’t need to do anything.`,
  storedIn: (where: WhereUsed): string => `It’s stored ${stores[where]}.`,
  /** `days`: null where it has no end any more. To who stands for a machine user, whoever did it. */
  prolonged: (
    token: ActiveToken,
    days: number | null,
    organization: string,
    { isSponsored, isOpen }: { readonly isSponsored: boolean; readonly isOpen: boolean },
    speech: Speech,
  ): string => {
    const whose = isSponsored ? `${speech.name(token.holder.login)}’s token ` : '';
    const what = `${whose}${speech.quoted(token.tokenName)} for ${speech.name(organization)}`;
    const who = isSponsored ? 'Somebody' : 'You';
    const did =
      days === null
        ? `${who} removed the expiry date of ${what}.`
        : `${who} prolonged ${what} by ${counted(days, 'day')}.`;
    return isOpen ? `${did} Do you want to request that?` : did;
  },
  /** `isAsked`: they have asked for it; `isDenied`: and that was denied. */
  prolongedNext: (
    token: ActiveToken,
    request: TokenRequest | null,
    {
      isSponsored,
      isAsked,
      isDenied,
    }: { readonly isSponsored: boolean; readonly isAsked: boolean; readonly isDenied: boolean },
    days: number | null,
    speech: Speech,
  ): string => {
    const at = deadlineOf(token.drift);
    const unless = isDenied ? 'If it stays so' : 'If nobody approves it';
    const revoked =
      days === null || at === null ? '' : ` ${unless}, we’ll revoke it on ${speech.instant(at)} (${inDays(days)}).`;
    const askedUntil = token.drift?.askedUntil;
    if (isDenied) {
      const end = agreedEnd(token);
      const earlier = end === null ? 'an earlier end' : `an end by ${speech.instant(end)}`;
      const owners =
        askedUntil === undefined
          ? 'We’ve told the owners.'
          : `If it stays so, we tell the owners on ${speech.instant(askedUntil)}.`;
      return `Regenerate it on GitHub with ${earlier}, which changes its secret. ${owners}${revoked}${isSponsored ? ` ${asSponsor}` : ''}`;
    }
    const told =
      askedUntil === undefined
        ? ' We’ve told the owners.'
        : ' If you don’t request it within a day, we tell the owners.';
    const agreed = request === null ? 'approved' : `${agreedAs(token, request, speech)} allows`;
    const longer = longerThanAccepted(token.agreement, speech) ?? `longer than ${agreed}`;
    return `It counts as ${longer} until somebody approves it. If you don’t want it so long, regenerate it on GitHub with an earlier end.${isAsked ? '' : told}${revoked}${isSponsored ? ` ${asSponsor}` : ''}`;
  },
  /** What has become of a question, where that is said of no reminder. */
  askedNow: (so: Extract<AskedNow, { is: 'within' | 'needed' | 'passed_on' }>, speech: Speech): string => {
    switch (so.is) {
      case 'needed':
        return 'This is out of date: the new token no longer works, so you may still need this one.';
      case 'passed_on':
        return passedOn(so.to === 'another');
      case 'within':
        return `This is out of date: it’s within what was approved, and ${so.expiresAt === null ? 'never expires' : `expires on ${speech.instant(so.expiresAt)}`}.`;
    }
  },
  replacedBefore: ({ tokenName }: ActiveToken, organization: string, speech: Speech): string =>
    `We asked whether to end the old ${speech.quoted(tokenName)} for ${speech.name(organization)}.`,
  replaced: ({ tokenName, lastUsedAt }: ActiveToken, organization: string, speech: Speech): string =>
    `The new token for ${speech.name(organization)} is in use, and the old ${speech.quoted(tokenName)} ${lastUsedAt === null ? 'was never used' : `was last used on ${speech.instant(lastUsedAt)}`}. End the old one?`,
  endIt: 'End the old one…',
  replacedNext: ({ scope }: ActiveToken, isSponsored: boolean): string =>
    `If something still uses it, leave it${scope.expiresAt === null ? '' : ': it ends by itself'}.${isSponsored ? ` ${asSponsor}` : ''}`,
  undo: 'How to undo it',
  undoHow: `${regenerateEarlier} Or delete it. To keep the new end, use ${command} renew.`,
});
