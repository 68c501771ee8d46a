import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import {
  abandonClassicRevocation,
  type ClassicRevocationFacts,
  type ClassicRevocationQuestion,
  endClassicToken,
  revocationToDo,
} from '../../domain/classic/end-classic-token.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Revocation } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { mayStillDecide } from '../people/authorize.ts';
import { findHolder } from '../people/find-holder.ts';
import { isListed, miss } from '../watch/watch-classic.ts';

/** Ends a classic token's access to the organization (`domain/classic/end-classic-token.ts`). Throws a Fault where it has to be tried again. */
export async function carryOutClassicRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.classicToken(id);
  const revocation = revocationToDo(token);
  if (token === null || revocation === null) return;
  const { policy } = await organizationOf(ports, token.organizationId);
  let facts: ClassicRevocationFacts = { stillOwners: new Map() };
  for (;;) {
    const step = endClassicToken(revocation, policy.mode, facts);
    switch (step.is) {
      case 'asked':
        facts = await learn(ports, token, facts, step.question);
        break;
      case 'missed':
        return miss(ports, token);
      case 'abandoned':
        return abandon(ports, token, step.why);
      case 'not_applied':
        throw new Fault('github', 'revocation_not_applied', {
          isRetryable: true,
          retryAfterSeconds: step.retryAfterSeconds,
        });
    }
  }
}

/** The one thing that is asked for. The call is one: what the list said before it is forgotten. */
async function learn(
  ports: Ports,
  token: ClassicToken,
  facts: ClassicRevocationFacts,
  question: ClassicRevocationQuestion,
): Promise<ClassicRevocationFacts> {
  const { organization } = await organizationOf(ports, token.organizationId);
  const { stillOwners } = facts;
  const github = ports.github.for('decision');
  switch (question.ask) {
    case 'is_listed':
      return { ...facts, isListed: await isListed(github, organization.login, token) };
    case 'answer':
      return { stillOwners, answer: await github.revokeClassicToken(organization.login, token.credentialId) };
    case 'is_still_owner': {
      const is = await mayStillDecide(ports, organization, question.person);
      return { ...facts, stillOwners: new Map(stillOwners).set(question.person.githubId, is) };
    }
  }
}

async function abandon(ports: Ports, { id, holder }: ClassicToken, why: NonNullable<Revocation['refused']>) {
  const slackId = await findHolder(ports, holder);
  const done = await commitDecision(ports, async () => ({
    change: abandonClassicRevocation(await ports.store.classicToken(id), why, slackId, ports.clock.now()),
  }));
  if (isRefusal(done)) throw new Fault('store', 'busy', { isRetryable: true });
}
