import type { z } from 'zod';
import type { Repository } from '../domain/scope/agreement.ts';
import type { Github } from '../ports/github.ts';
import { asAccount, permission, read, repositoryWithTopics, team, teamMembership, user } from './answers.ts';
import { isNotFound } from './github-fault.ts';
import type { CallGithub } from './installation.ts';
import { listWhole } from './listing.ts';
import { timeLimit } from './time-limit.ts';

type Reviewing = Pick<Github, 'isInTeam' | 'teamMembers' | 'topics' | 'administers' | 'administrators'>;

/** What GitHub says of those who are no owners and may decide all the same. Nothing of it is kept: it is asked at the click. */
export function reviewing(call: CallGithub, patience: number): Reviewing {
  const limit = (timeoutMs: number): AbortSignal => timeLimit(timeoutMs * patience);

  async function found<T>(
    shape: z.ZodType<T>,
    organization: string,
    route: string,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<T | null> {
    try {
      const { data } = await call(organization, route, parameters, signal);
      return read(shape, data);
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  /** Names are given away and taken over: by another repository's name nothing is said of this one. */
  const thisRepository = async (organization: string, { id, name }: Repository, signal: AbortSignal) => {
    const parameters = { owner: organization, repo: name };
    const one = await found(repositoryWithTopics, organization, 'GET /repos/{owner}/{repo}', parameters, signal);
    return one?.id === id ? one : null;
  };
  const listed = (organization: string, path: string, query: string, signal: AbortSignal) => {
    const limited: CallGithub = (login, route, parameters) => call(login, route, parameters, signal);
    return listWhole({ call: limited, organization, path, item: user }, query);
  };

  const teamNamed = (organization: string, slug: string, signal: AbortSignal) =>
    found(team, organization, 'GET /orgs/{org}/teams/{team_slug}', { org: organization, team_slug: slug }, signal);

  return {
    isInTeam: async (organization, slug, login, timeoutMs) => {
      const signal = limit(timeoutMs);
      const parameters = { org: organization, team_slug: slug, username: login };
      const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
      const membership = await found(teamMembership, organization, route, parameters, signal);
      if (membership !== null) return membership.state === 'active';
      // The same answer for who is not in it and for a team that is gone.
      return (await teamNamed(organization, slug, signal)) === null ? null : false;
    },
    teamMembers: async (organization, slug, timeoutMs) => {
      const signal = limit(timeoutMs);
      if ((await teamNamed(organization, slug, signal)) === null) return null;
      const path = `/orgs/${encodeURIComponent(organization)}/teams/${encodeURIComponent(slug)}/members`;
      return (await listed(organization, path, '', signal)).map(asAccount);
    },
    topics: async (organization, repository, timeoutMs) =>
      (await thisRepository(organization, repository, limit(timeoutMs)))?.topics ?? null,
    administers: async (organization, repository, account, timeoutMs) => {
      const signal = limit(timeoutMs);
      const parameters = { owner: organization, repo: repository.name, username: account.login };
      const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
      const [one, held] = await Promise.all([
        thisRepository(organization, repository, signal),
        found(permission, organization, route, parameters, signal),
      ]);
      // The login may belong to somebody else by now.
      return one !== null && held?.permission === 'admin' && held.user?.id === account.githubId;
    },
    administrators: async (organization, repository, timeoutMs) => {
      const signal = limit(timeoutMs);
      if ((await thisRepository(organization, repository, signal)) === null) return [];
      const path = `/repos/${encodeURIComponent(organization)}/${encodeURIComponent(repository.name)}/collaborators`;
      return (await listed(organization, path, '&permission=admin', signal)).map(asAccount);
    },
  };
}
