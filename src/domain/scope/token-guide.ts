// How one token is used: the commands made for it, by its scope. None of them has a token in it: each asks for it, or reads it from an
// environment variable by a pipe, since other programs and the shell's history can read a command line.
import { abilitiesOf } from '../github-host.ts';
import type { ActualScope, RequestedScope } from './agreement.ts';
import { isPlaceholder, knownPaths } from './endpoints.ts';

export type GuideSubject = {
  readonly tokenName: string;
  /** Of the account whose token it is. */
  readonly login: string;
  readonly organization: string;
  readonly scope: Pick<RequestedScope | ActualScope, 'permissions' | 'access'>;
};

export type GuideHosts = { readonly webUrl: string; readonly apiUrl: string };

export type GitCommands = {
  readonly clone: string;
  readonly switchFromSsh: string;
  readonly erase: string;
  readonly onePerPath: string;
};

export type TokenGuide = {
  /** Null where no repository is named: commands say REPOSITORY instead. */
  readonly repository: string | null;
  /** Null where the token can't read code. */
  readonly git: GitCommands | null;
  readonly mayPush: boolean;
  readonly tryIt: string;
  /** Without codespaces where GitHub has none. */
  readonly secrets: { readonly actions: string; readonly dependabot: string; readonly codespaces?: string };
};

const ranks: ReadonlyMap<string | undefined, number> = new Map([
  ['read', 1],
  ['write', 2],
  ['admin', 3],
]);

/** GitHub takes letters, digits and underscores, no digit first, and keeps names that begin with GITHUB_ for itself. */
export function secretName(tokenName: string): string {
  const name = tokenName
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 60);
  if (name === '') return 'ACCESS_TOKEN';
  return /^(?:\d|GITHUB_)/.test(name) ? `TOKEN_${name}` : name;
}

/** Reads that people know, tried first. */
const wellKnown = ['commits', 'pulls', 'issues', 'actions/runs'].map((what) => `/repos/{owner}/{repo}/${what}`);

/** A read that this very token may make, with nothing in its path but the organization's and a repository's name. */
function readableCall({ permissions, access }: GuideSubject['scope']): string {
  const held = { ...permissions.repository, ...permissions.organization };
  const rank = (level: string | undefined): number => ranks.get(level) ?? 0;
  const may = (name: string, level: string): boolean => rank(held[name]) >= rank(level);
  const rankOf = (path: string): number => (wellKnown.includes(path) ? wellKnown.indexOf(path) : wellKnown.length);
  const filled = new Set(access.selection === 'none' ? ['{org}'] : ['{org}', '{owner}', '{repo}']);
  const [best] = knownPaths
    .filter(({ segments }) => segments.every((segment) => !isPlaceholder(segment) || filled.has(segment)))
    .flatMap(({ path, endpoints }) =>
      endpoints.some(
        ({ verb, need }) => verb === 'GET' && need.anyOf.some((set) => set.every((one) => may(one.name, one.level))),
      )
        ? [path]
        : [],
    )
    .sort((one, other) => rankOf(one) - rankOf(other) || one.length - other.length || one.localeCompare(other, 'en'));
  return best ?? (access.selection === 'none' ? '/user' : '/repos/{owner}/{repo}');
}

export function guideFor(subject: GuideSubject, { webUrl, apiUrl }: GuideHosts): TokenGuide {
  const { organization, scope, login } = subject;
  const { access, permissions } = scope;
  const repository = access.selection === 'subset' ? (access.repositories[0]?.name ?? null) : null;
  const name = repository ?? 'REPOSITORY';
  const { protocol, host } = new URL(webUrl);
  const remote = `${protocol}//${login}@${host}/${organization}/${name}.git`;
  const code = permissions.repository.contents ?? null;
  const path = readableCall(scope)
    .replace('{org}', organization)
    .replace('{owner}', organization)
    .replace('{repo}', name);
  const inRepository = `${host === 'github.com' ? '' : `${host}/`}${organization}/${name}`;
  const secret = `gh secret set ${secretName(subject.tokenName)}`;
  return {
    repository,
    git:
      code === null || access.selection === 'none'
        ? null
        : {
            clone: `git clone ${remote}`,
            switchFromSsh: `git remote set-url origin ${remote}`,
            erase: `printf 'protocol=%s\\nhost=%s\\n\\n' ${protocol.slice(0, -1)} ${host} | git credential reject`,
            onePerPath: `git config --global credential.${protocol}//${host}.useHttpPath true`,
          },
    mayPush: code === 'write',
    // On one line: of several, `read` would take the second for the token where a shell pastes line by line.
    tryIt: `printf 'Token: '; read -rs TOKEN; echo; printf 'Authorization: Bearer %s\\n' "$TOKEN" | curl -H @- ${apiUrl}${path}; unset TOKEN`,
    secrets: {
      actions: `${secret} --repo ${inRepository}`,
      dependabot: `${secret} --app dependabot --repo ${inRepository}`,
      // These repositories are named without their server, which gh takes from its environment.
      ...(abilitiesOf(webUrl).hasCodespaces
        ? {
            codespaces: `${host === 'github.com' ? '' : `GH_HOST=${host} `}${secret} --user --repos ${organization}/${name}`,
          }
        : {}),
    },
  };
}
