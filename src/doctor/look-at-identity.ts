import type { Policy } from '../domain/policy/policy.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import { type Finding, note, right, wrong } from './finding.ts';

/** Where the policy relies on an organization's identity provider: whether GitHub shows it to an App. */
export async function lookAtIdentity(policy: Policy, github: Pick<Github, 'identities'>): Promise<readonly Finding[]> {
  const relying = policy.organizations.filter(({ identity }) => identity.saml);
  return Promise.all(relying.map(({ login }) => providerOf(login, github)));
}

async function providerOf(organization: string, github: Pick<Github, 'identities'>): Promise<Finding> {
  const what = `${organization}: identity provider`;
  try {
    const identities = await github.identities(organization);
    if (identities === null) {
      return wrong(
        what,
        'GitHub shows an App none: there is none, or it is the enterprise’s, which only its owners see',
        'Remove identity.saml from the policy; people use /pat link instead',
      );
    }
    const known = identities.filter(({ account }) => account !== null).length;
    return known === 0
      ? note(what, 'nobody has signed in to GitHub by it yet')
      : right(what, `it knows ${known} ${known === 1 ? 'member' : 'members'}`);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return wrong(what, `GitHub didn’t tell (${error.code})`, 'Give the App the organization permission Members: read');
  }
}
