import type { SlackUserId } from '../../domain/ids.ts';
import {
  actByFacts,
  advanceClaim,
  type ClaimFacts,
  claimAlready,
  claimNotAsSeen,
} from '../../domain/people/advance-claim.ts';
import { type Claim, distinctVouchers, type VoidReason } from '../../domain/people/claim.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { askOfClaim } from './ask-of-claim.ts';
import { authorize } from './authorize.ts';
import { linkAccount } from './link-account.ts';
import { linkInTheWay } from './link-in-the-way.ts';

export type ClaimClick = {
  readonly id: string;
  readonly revision: number;
  readonly deed: 'vouch' | 'refuse';
};
/** Two owners at once, and a third: each is asked about afresh. */
const tries = 4;

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
  const asked = deed === 'vouch' && first.status === 'open' ? askOfClaim(ports, first) : null;
  // Both at once, since a click has three seconds. Whether the facts are ever used, the gate says.
  const [by, facts] = await Promise.all([authorize(ports, slackId, organization, demand), asked]);
  if (isRefusal(by)) return by;
  if (deed === 'refuse') {
    return step(
      ports,
      id,
      (claim) => claimNotAsSeen(claim, revision) ?? advanceClaim(claim, { act: 'refuse', by }, ports.clock.now()),
    );
  }
  let known = facts === null ? null : { version: first.version, facts };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const claim = await ports.store.claim(id);
    if (claim === null) return refuse({ why: 'unknown_message' });
    const notSeen = claimNotAsSeen(claim, revision);
    if (notSeen !== null) return notSeen;
    // Another owner was faster: what they said is asked about as well.
    if (known?.version !== claim.version) known = { version: claim.version, facts: await askOfClaim(ports, claim) };
    const confirmed = await confirm(ports, claim, by, known.facts);
    if (confirmed !== 'moved') return confirmed;
  }
  return refuse({ why: 'store_busy' });
}

type Stepped = ReturnType<typeof advanceClaim>;

/** One step of the row as it is now. */
async function step(ports: Ports, id: string, advance: (claim: Claim) => Stepped): Promise<Claim | Refusal> {
  const done = await commitDecision(ports, async () => {
    const claim = await ports.store.claim(id);
    return claim === null ? refuse({ why: 'unknown_message' }) : advance(claim);
  });
  return isRefusal(done) ? done : done.claim;
}

/** `moved`: the row is not the one that the facts are of. */
async function confirm(
  ports: Ports,
  claim: Claim,
  by: LinkedPerson,
  facts: ClaimFacts,
): Promise<Claim | Refusal | 'moved'> {
  const { slackId, account } = claim;
  const isInTheWay = facts.is === 'sound' && (await linkInTheWay(ports, slackId, account, facts.isOwner)) !== null;
  const act = actByFacts(claim, by, facts, isInTheWay);
  if (isRefusal(act)) return act;
  if (act.act === 'annul') return annul(ports, claim.id, act.why);
  const foreseen = advanceClaim(claim, act, ports.clock.now());
  if (isRefusal(foreseen)) return foreseen;
  let confirmed: Claim | 'moved' = 'moved';
  const vouch = async (): Promise<Stepped> => {
    const now = await ports.store.claim(claim.id);
    const isSame = now?.version === claim.version;
    const stepped = isSame ? advanceClaim(now, act, ports.clock.now()) : refuse({ why: 'store_busy' });
    confirmed = isSame && !isRefusal(stepped) ? stepped.claim : 'moved';
    return stepped;
  };
  const link = { slackId, account, proof: 'vouched', by: distinctVouchers(foreseen.claim.vouches) } as const;
  const done = foreseen.isConfirmed
    ? await linkAccount(ports, link, async () => {
        const stepped = await vouch();
        return isRefusal(stepped) ? stepped : stepped.change;
      })
    : await commitDecision(ports, vouch);
  if (!isRefusal(done)) return confirmed;
  if (done.why === 'link_conflict') return annul(ports, claim.id, 'linked');
  return confirmed === 'moved' && done.why === 'store_busy' ? 'moved' : done;
}

/** It ends, and whoever clicked hears why nothing was confirmed. */
async function annul(ports: Ports, id: string, why: VoidReason): Promise<Refusal> {
  const ended = await step(ports, id, (claim) => advanceClaim(claim, { act: 'annul', why }, ports.clock.now()));
  return isRefusal(ended) ? ended : claimAlready(ended);
}
