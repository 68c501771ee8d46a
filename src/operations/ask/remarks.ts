import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { type Limit, limitsOf } from '../../domain/requests/limits.ts';
import { type OtherDeciders, otherDeciders } from '../../domain/requests/other-deciders.ts';
import type { RequestAnswers } from '../../domain/requests/request-form.ts';
import type { ToldLimit } from '../../domain/requests/told-limits.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { everybody } from '../people/accounts.ts';
import { findToldLimits } from './find-told-limits.ts';

/** What whoever asks should know before anybody else is asked. */
export type Remarks = {
  readonly limits: readonly Limit[];
  /** What members told of GitHub's own policy there; left out where nothing. */
  readonly told?: readonly ToldLimit[];
  /** Null where GitHub did not say in time who the owners are: then nothing is said of them. */
  readonly others: OtherDeciders | null;
};

export async function remarksOn(
  ports: Ports,
  { organization }: GovernedOrganization,
  about: { readonly requester: LinkedPerson; readonly holder: GithubAccount },
  answers: RequestAnswers,
  owners: readonly GithubAccount[] | null,
): Promise<Remarks> {
  const { purpose, description, justification } = answers;
  const policy = ports.policy();
  // What fine-grained tokens can't do is why it is asked for.
  const limits =
    answers.scope.classic !== undefined
      ? []
      : limitsOf({
          texts: [purpose, description, justification],
          organization: organization.login,
          others: policy.organizations.map(({ login }) => login).filter((login) => !isSame(login, organization.login)),
          knownTokens: await countTokens(ports, about.holder),
        });
  const told = await findToldLimits(ports, organization, answers.scope.lifetime);
  if (owners === null) return { limits, told, others: null };
  return { limits, told, others: otherDeciders(owners, await everybody(ports), about) };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Those that reach an organization of ours, and those that wait to. */
async function countTokens({ store }: Ports, { githubId }: GithubAccount): Promise<number> {
  const ids = new Set((await store.activeTokensOf(githubId)).map(({ tokenId }) => tokenId));
  for (const { id } of await store.organizations()) {
    for (const { holder, tokenId } of await store.unsettledPendingTokens(id)) {
      if (holder.githubId === githubId) ids.add(tokenId);
    }
  }
  return ids.size;
}
