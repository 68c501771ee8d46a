import type { Instant, SlackUserId } from '../../domain/ids.ts';
import { type Claim, claimDays, vouchesNeeded } from '../../domain/people/claim.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { counted, listed, utcDay } from './terms.ts';

export type AccountRole = 'owner' | 'member' | 'none' | 'unknown';

function linked({ slackId, account }: Claim, speech: Speech): string {
  return `${speech.person(slackId)} is ${speech.name(account.login)} on GitHub`;
}

function byOwners({ vouches }: Claim, speech: Speech): string {
  return listed(vouches.map(({ by }) => speech.person(by.slackId)));
}

const roles: Readonly<Record<AccountRole, (organization: string) => string>> = {
  owner: (organization) => `owner of ${organization}`,
  member: (organization) => `member of ${organization}`,
  none: (organization) => `no longer a member of ${organization}`,
  unknown: () => '',
};

/** What became of it, for owners and in the second answer to a click. */
function ended(claim: Claim, speech: Speech): string {
  const { status, refusal, account, slackId, voidWhy } = claim;
  const login = speech.name(account.login);
  const person = speech.person(slackId);
  switch (status) {
    case 'open':
      return '';
    case 'confirmed':
      return `${byOwners(claim, speech)} confirmed that ${linked(claim, speech)}.`;
    case 'refused':
      return `${refusal === null ? 'An owner' : speech.person(refusal.by.slackId)} refused to confirm that ${linked(claim, speech)}.`;
    case 'lapsed':
      return `Not enough owners confirmed within ${claimDays} days that ${linked(claim, speech)}. It was not linked.`;
    case 'withdrawn':
      return `${person} no longer says that they are ${login} on GitHub.`;
    case 'void':
      switch (voidWhy) {
        case 'renamed':
          return `${login} was renamed on GitHub, so nothing was linked. ${person} can ask again with the new name.`;
        case 'left':
          return `${login} is no longer a member, so nothing was linked.`;
        case 'gone':
          return `${person} is no longer a full member of this workspace, so nothing was linked.`;
        default:
          return `${person} or ${login} was linked in another way, so this needs no decision.`;
      }
  }
}

const already: Readonly<Record<Claim['status'], string>> = {
  open: 'is still waiting',
  confirmed: 'was confirmed',
  refused: 'was refused',
  lapsed: 'timed out',
  withdrawn: 'was withdrawn',
  void: 'can’t be confirmed any more',
};

export type ClaimRefusal = Extract<
  Refusal,
  {
    why:
      | 'no_such_account'
      | 'account_not_a_member'
      | 'claims_machine_user'
      | 'claim_waits'
      | 'claim_contested'
      | 'claim_refused_lately'
      | 'too_many_claims'
      | 'nobody_to_vouch'
      | 'claim_already'
      | 'claim_not_checked'
      | 'own_claim'
      | 'vouched_already'
      | 'vouched_once';
  }
>;

/** Owners that can be asked, by name: Slack does not know them yet, so these are their names on GitHub. */
function owners(names: readonly string[], organization: string, speech: Speech): string {
  const known = names.map(speech.name);
  return known.length === 0 ? `an owner of ${organization}` : `an owner (${listed(known)})`;
}

/** To whoever has said it, whatever they ask for meanwhile. */
export function claimUnderWay(
  { login, lapsesAt }: { readonly login: string; readonly lapsesAt: Instant },
  speech: Speech,
  command: string,
): string {
  return `You said that you are ${speech.name(login)} on GitHub, and the owners have until ${speech.day(lapsesAt)} to confirm it. We’ll tell you here. ${command} unlink withdraws it.`;
}

export function claimRefusal(refusal: ClaimRefusal, speech: Speech, command: string): string {
  switch (refusal.why) {
    case 'no_such_account':
      return `GitHub has no account ${speech.name(refusal.login)}, so nothing was sent. Check the name at the top of your GitHub profile.`;
    case 'account_not_a_member':
      return `The GitHub account ${speech.name(refusal.login)} isn’t an active member of ${listed(refusal.organizations.map(speech.name))}, so nothing was sent. Check the name, or ask an owner to invite you on GitHub.`;
    case 'claims_machine_user':
      return `The policy has ${speech.name(refusal.login)} as a machine user, so no person can be linked to it. Nothing was sent.`;
    case 'claim_waits':
      return `The owners haven’t decided yet about ${speech.name(refusal.login)}, so nothing more was sent. They have until ${speech.day(refusal.lapsesAt)}. ${command} unlink withdraws it.`;
    case 'claim_contested':
      return `Another person said the same about ${speech.name(refusal.login)}, and the owners haven’t decided. Nothing was sent. If it’s your account, please tell an owner.`;
    case 'claim_refused_lately':
      return `${refusal.by === null ? 'An owner' : speech.person(refusal.by as SlackUserId)} refused this on ${speech.day(refusal.at)}, so nothing was sent. Please talk to them. You can ask again after ${claimDays} days.`;
    case 'too_many_claims':
      return `You asked ${counted(refusal.most, 'time')} within a day, which is the most. Nothing was sent. Please try again tomorrow.`;
    case 'nobody_to_vouch': {
      const { organization, needed, linked: known } = refusal;
      const enough =
        needed === 1
          ? 'No owner'
          : known === 0
            ? `Two owners have to confirm this, and none`
            : 'Two owners have to confirm this, and only one';
      return `${enough} of ${speech.name(organization)} is linked in Slack yet, so nothing was sent. Ask ${owners(refusal.owners, speech.name(organization), speech)} to be listed under people in the policy first.`;
    }
    case 'claim_already': {
      const by = refusal.by === null ? '' : ` by ${speech.person(refusal.by as SlackUserId)}`;
      return `Nothing was changed: that ${speech.person(refusal.slackId as SlackUserId)} is ${speech.name(refusal.login)} ${already[refusal.status]}${by}.`;
    }
    case 'claim_not_checked':
      return `We couldn’t check with GitHub what ${speech.name(refusal.login)} is now. Nothing was changed. Please try again in a minute.`;
    case 'own_claim':
      return 'This is about you, so other owners have to decide. Nothing was changed.';
    case 'vouched_already':
      return 'You have already confirmed this. Another owner has to confirm it too.';
    case 'vouched_once':
      return `Only one owner confirmed that you are ${speech.name(refusal.login)}, and two have to before you can decide for ${speech.name(refusal.organization)}. Nothing was decided. Ask with ${command} link ${speech.name(refusal.login)}.`;
  }
}

export const claims = (command: string) => ({
  claimHeading: ({ slackId, account }: Claim, organization: string, speech: Speech): string =>
    `${speech.person(slackId)} says that their GitHub account is ${speech.name(account.login)} · ${speech.name(organization)}`,
  claimOnGithub: 'On GitHub',
  claimInSlack: 'In Slack',
  /** What everybody can see of the account. */
  claimedAccount: (
    { account: { login } }: Claim,
    profile: { readonly name: string | null; readonly createdAt: number } | null,
    role: AccountRole,
    organization: string,
  ): string =>
    [
      `${login}${profile?.name == null ? ', no name given' : `, “${profile.name}”`}`,
      roles[role](organization),
      profile === null ? '' : `account since ${utcDay(profile.createdAt)}`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  claimant: ({
    name,
    displayName,
    title,
  }: {
    readonly name: string;
    readonly displayName: string;
    readonly title: string;
  }): string =>
    [
      `“${name}”`,
      displayName === '' || displayName === name ? '' : `shown as “${displayName}”`,
      title === '' ? '' : `title “${title}”`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  /** Names can be typed by anybody: only who knows both can say. */
  claimNext: (claim: Claim, organization: string, speech: Speech): string => {
    const sure = 'Anybody can type any name. Confirm only if you have asked this person yourself.';
    if (vouchesNeeded(claim) === 1) return sure;
    const [first] = claim.vouches;
    return first === undefined
      ? `${sure} The account owns ${speech.name(organization)}, so two owners have to confirm.`
      : `${speech.person(first.by.slackId)} confirmed this. One more owner has to. ${sure}`;
  },
  claimEnded: ended,
  /** To whoever said it. */
  claimNews: (claim: Claim, speech: Speech): string => {
    const login = speech.name(claim.account.login);
    switch (claim.status) {
      case 'confirmed':
        return `You are linked to ${login} on GitHub now. ${byOwners(claim, speech)} confirmed it.`;
      case 'refused':
        return `${claim.refusal === null ? 'An owner' : speech.person(claim.refusal.by.slackId)} didn’t confirm that you are ${login} on GitHub. Nothing was linked. Please talk to them.`;
      case 'lapsed':
        return `The owners didn’t confirm within ${claimDays} days that you are ${login} on GitHub. Nothing was linked. You can ask again with ${command} link ${login}.`;
      case 'void':
        switch (claim.voidWhy) {
          case 'renamed':
            return `${login} was renamed on GitHub before the owners decided, so nothing was linked. Please ask again with the new name: ${command} link your-login.`;
          case 'left':
            return `${login} is no longer a member of the organization, so nothing was linked. An owner can invite it again.`;
          case 'linked':
            return `You or ${login} were linked in another way, so the owners no longer have to decide about it.`;
          default:
            return `You are no longer a full member of this workspace, so nothing was linked.`;
        }
      default:
        return `The owners haven’t decided yet about ${login}.`;
    }
  },
  claimConfirmedNext: `You can request tokens with ${command} request now.`,
  claimSent: (login: string, organization: string, needed: number, speech: Speech): string =>
    `We asked the owners of ${speech.name(organization)} to confirm that you are ${speech.name(login)} on GitHub. ${needed === 1 ? 'One of them has to.' : 'Two of them have to, because that account is an owner.'} We’ll tell you here.`,
  claimWithdrawn: (login: string, speech: Speech): string =>
    `You no longer say that you are ${speech.name(login)} on GitHub. We’ve told the owners. Nothing was linked.`,
});
