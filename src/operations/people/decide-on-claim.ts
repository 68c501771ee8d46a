import type { SlackUserId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/people/claim.ts';
import {
  type ClaimClick,
  type ClaimStep,
  decideOnClaim as decide,
  type KnownOfClaim,
  needsFacts,
} from '../../domain/people/decide-on-claim.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { askOfClaim } from './ask-of-claim.ts';
import { authorize } from './authorize.ts';
import { linkAccount } from './link-account.ts';
import { sidesOf } from './link-in-the-way.ts';

/** Two owners at once, and a third: each time its facts are asked for, and a commit is tried. */
const rounds = 8;

/** An owner confirms that somebody is who they say, or refuses (`domain/people/decide-on-claim.ts`). */
export async function decideOnClaim(
  ports: Ports,
  slackId: SlackUserId,
  { id, ...click }: ClaimClick & Pick<Claim, 'id'>,
): Promise<Claim | Refusal> {
  const first = await ports.store.claim(id);
  if (first === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, first.organizationId);
  const demand = { who: 'reviewer', self: first.account.githubId, of: 'claim', sponsor: first.slackId } as const;
  const [by, early] = await Promise.all([
    authorize(ports, slackId, organization, demand),
    needsFacts(first, click) ? ask(ports, first) : null,
  ]);
  if (isRefusal(by)) return by;
  let asked = early;
  for (let round = 0; round < rounds; round += 1) {
    const known = { asked, sides: await sidesOf(ports, first) };
    const decided = decide(await ports.store.claim(id), click, by, known, ports.clock.now());
    if (isRefusal(decided)) return decided;
    if ('ask' in decided) asked = await ask(ports, decided.ask);
    else if (await isWritten(ports, decided)) return decided.answer;
  }
  return refuse({ why: 'store_busy' });
}

async function ask(ports: Ports, claim: Claim): Promise<KnownOfClaim['asked']> {
  return { version: claim.version, facts: await askOfClaim(ports, claim) };
}

/** False where somebody was faster with either row: what is there now decides. */
async function isWritten(ports: Ports, { link, change }: ClaimStep): Promise<boolean> {
  if (link === null) return commitOnce(ports, change, ports.clock.now());
  return !isRefusal(await linkAccount(ports, link, async () => change));
}
