import { type Hint, noChange } from '../../domain/change.ts';
import { handled, type Look, planLooks } from '../../domain/looks/plan-looks.ts';
import { shareOfPerson } from '../../domain/looks/share.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { endLinkIfGone, endLinkOfLeaver } from '../people/end-links-of-leavers.ts';
import { endRequestsOf } from './end-requests-of-leavers.ts';
import { lookAtTokens, lookAtTokensOf, lookAtTokensOfLeaver } from './look-at-tokens.ts';
import { membershipOnce } from './membership-once.ts';
import { reconcileOrganization } from './reconcile-organization.ts';
import { shareKey } from './share-key.ts';
import { tellOfDeactivated, tellOfLeaver } from './tell-of-leaver.ts';

/** Passes that Hints ask for: the timetable makes others as often. */
const betweenPassesSeconds = 300;

/**
 * Looks at what each Hint names: tokens, somebody's tokens, or everything. Hints that came meanwhile stay for the next time, and so do those
 * whose look failed: they say that we have not looked yet.
 */
export async function followHints(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('look') };
  const hints = await ports.store.unhandledHints();
  const byOrganization = Map.groupBy(hints, ({ organizationLogin }) => organizationLogin.toLowerCase());
  for (const [login, mine] of byOrganization) {
    try {
      await ports.pace.run(`look ${login}`, async () => {
        await follow(ports, login, mine);
        return 0;
      });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.warn('a hint could not be followed; it will be tried again', { organization: login, ...error.fields });
    }
  }
}

async function follow(ports: Ports, login: string, hints: readonly Hint[]): Promise<void> {
  const governed = await findOrganization(ports, login);
  if (governed === null) return finish(ports, hints);
  const { organization } = governed;
  const plan = planLooks(hints, organization, (person) =>
    ports.pace.left(shareKey(organization, person), shareOfPerson),
  );
  for (const [person, count] of plan.spent) ports.pace.spend(shareKey(organization, person), shareOfPerson, count);
  for (const { look, hints: mine } of plan.looks) {
    if (await isLookedAt(ports, governed, look)) await finish(ports, mine);
  }
}

/** Answers false where it was not looked at yet. May throw a Fault. */
async function isLookedAt(ports: Ports, governed: GovernedOrganization, look: Look): Promise<boolean> {
  const { login } = governed.organization;
  switch (look.at) {
    case 'nothing':
      return true;
    case 'tokens':
      await lookAtTokens(ports, governed, look.tokenIds);
      return true;
    case 'tokens_of':
      await lookAtTokensOf(ports, governed, look.logins);
      return true;
    case 'leaver': {
      const { login, githubId } = look;
      const tokenIds = await lookAtTokensOfLeaver(ports, governed, login);
      const asking = membershipOnce(ports);
      await endRequestsOf(asking, governed, login);
      if (githubId !== undefined) await tellOfLeaver(asking, governed, { githubId, login }, 'left', tokenIds);
      await endLinkOfLeaver(asking, login);
      return true;
    }
    case 'lost':
      await tellOfLeaver(ports, governed, look, 'left', look.tokenIds);
      return true;
    case 'deactivated':
      await tellOfDeactivated(ports, governed, look, look.slackId);
      if (look.slackId !== null) await endLinkIfGone(ports, look.slackId);
      return true;
    case 'everything':
      return ports.pace.run(`pass for a hint ${login}`, async () => {
        const passing = { ...ports, github: ports.github.for('pass') };
        await reconcileOrganization(passing, login, { pending: true, active: true });
        return betweenPassesSeconds;
      });
  }
}

async function finish({ store, clock }: Ports, hints: readonly Hint[]): Promise<void> {
  const at = clock.now();
  await store.commit({ ...noChange, writes: hints.map((hint) => handled(hint, at)) }, at);
}
