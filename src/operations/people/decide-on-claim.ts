import type { Change } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { advanceClaim, claimAlready } from '../../domain/people/advance-claim.ts';
import type { Claim, VoidReason, Vouch } from '../../domain/people/claim.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize, liveMembership, recognise } from './authorize.ts';
import { linkInTheWay, vouchedLink } from './claimed-links.ts';
import { belongsTo } from './claimed-memberships.ts';
import { mayDecideFor } from './may-decide-for.ts';
import { standingLink } from './standing-link.ts';

/** As long as a person's own membership may take: both are asked at once. */
const factsMs = 1_400;

export type ClaimClick = {
  readonly id: string;
  readonly revision: number;
  readonly deed: 'vouch' | 'refuse';
};

/** What has to be asked before a Claim may be confirmed. */
type Facts =
  | { readonly is: 'not_checked' }
  | { readonly is: 'void'; readonly why: VoidReason }
  | { readonly is: 'sound'; readonly isOwner: boolean; readonly standing: readonly Vouch[] };

/**
 * An owner confirms that somebody is who they say, or refuses. All that the Claim rests on is asked again at this very moment: the owner who
 * clicks, those who confirmed before, the claimed account and the person in Slack. What no longer holds ends the Claim instead.
 */
export async function decideOnClaim(
  ports: Ports,
  slackId: SlackUserId,
  { id, revision, deed }: ClaimClick,
): Promise<Claim | Refusal> {
  const first = await ports.store.claim(id);
  if (first === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, first.organizationId);
  const demand = { who: 'reviewer', self: first.account.githubId, of: 'claim', sponsor: first.slackId } as const;
  const asked = deed === 'vouch' && first.status === 'open' ? factsOf(ports, first) : null;
  // Both at once, since a click has three seconds. Whether the facts are ever used, the gate says.
  const [by, facts] = await Promise.all([authorize(ports, slackId, organization, demand), asked]);
  if (isRefusal(by)) return by;
  const decided = await commitDecision(ports, async () => {
    const claim = await ports.store.claim(id);
    if (claim === null) return refuse({ why: 'unknown_message' });
    if (claim.status !== 'open') return claimAlready(claim);
    if (claim.revision !== revision) return refuse({ why: 'old_revision' });
    if (deed === 'refuse') return advanceClaim(claim, { act: 'refuse', by }, ports.clock.now());
    // Another owner was faster: what they said is asked about as well.
    const now = facts !== null && claim.version === first.version ? facts : await factsOf(ports, claim);
    return confirm(ports, claim, by, now);
  });
  if (isRefusal(decided)) return decided;
  return decided.claim.status === 'void' ? claimAlready(decided.claim) : decided.claim;
}

async function confirm(
  ports: Ports,
  claim: Claim,
  by: LinkedPerson,
  facts: Facts,
): Promise<{ readonly claim: Claim; readonly change: Change } | Refusal> {
  const at = ports.clock.now();
  if (facts.is === 'not_checked') return refuse({ why: 'claim_not_checked', login: claim.account.login });
  if (facts.is === 'void') return advanceClaim(claim, { act: 'annul', why: facts.why }, at);
  const { slackId, account } = claim;
  if ((await linkInTheWay(ports, slackId, account)) !== null) {
    return advanceClaim(claim, { act: 'annul', why: 'linked' }, at);
  }
  const { isOwner, standing } = facts;
  const stepped = advanceClaim(claim, { act: 'vouch', by, standing, isOwner }, at);
  if (isRefusal(stepped) || !stepped.isConfirmed) return stepped;
  return vouchedLink(ports, stepped);
}

async function factsOf(ports: Ports, claim: Claim): Promise<Facts> {
  const [stranger, belongs, standing] = await Promise.all([
    recognise(ports, claim.slackId, true),
    belongsTo(ports, claim.account, factsMs),
    standingVouches(ports, claim),
  ]);
  if (stranger !== null) return stranger.why === 'person_not_checked' ? { is: 'not_checked' } : { is: 'void', why: 'gone' };
  if (belongs === 'not_checked' || standing === 'not_checked') return { is: 'not_checked' };
  const isMember = belongs.organizations.some(({ id }) => id === claim.organizationId);
  if (!isMember) return { is: 'void', why: 'left' };
  // Owners were shown a name. The account has another one now, and its old one may be anybody's.
  const isRenamed = belongs.present.login.toLowerCase() !== claim.account.login.toLowerCase();
  if (isRenamed) return { is: 'void', why: 'renamed' };
  return { is: 'sound', isOwner: belongs.isOwner, standing };
}

/** The vouches whose owners still are that account, and still own the organization. */
async function standingVouches(ports: Ports, claim: Claim): Promise<readonly Vouch[] | 'not_checked'> {
  const { organization } = await organizationOf(ports, claim.organizationId);
  const kept: Vouch[] = [];
  for (const vouch of claim.vouches) {
    const link = await standingLink(ports, vouch.by.slackId);
    if (link?.githubId !== vouch.by.githubId || !(await mayDecideFor(ports, organization, link))) continue;
    const membership = await liveMembership(ports, organization, link, factsMs);
    if (membership === 'not_checked') return 'not_checked';
    if (membership !== 'none' && membership.isActive && membership.isOwner) kept.push(vouch);
  }
  return kept;
}
