// Which GitHub this is, by the address that people know it by, and what it can't do that others can.

/** github.com; Enterprise Cloud with data residency, at a subdomain of ghe.com; or a company's own Enterprise Server. */
export type GithubHost = 'github.com' | 'data_residency' | 'enterprise_server';

/** The sandbox and the tests, on this machine, play github.com unless they name another address. */
const onThisMachine = ['127.0.0.1', 'localhost', '[::1]'];

/** `webUrl`: where people open GitHub, like https://github.com. */
export function hostOf(webUrl: string): GithubHost {
  const { hostname } = new URL(webUrl);
  if (hostname === 'github.com' || onThisMachine.includes(hostname)) return 'github.com';
  return hostname.endsWith('.ghe.com') ? 'data_residency' : 'enterprise_server';
}

/** As people write it before a path: github.com, acme.ghe.com or the server's name. */
export function nameOfHost(webUrl: string): string {
  return hostOf(webUrl) === 'github.com' ? 'github.com' : new URL(webUrl).hostname;
}

export type HostAbilities = {
  /** Its new-token page takes a link's values. https://docs.github.com/en/authentication (documented for github.com and Enterprise Cloud only) */
  readonly prefillsTokens: boolean;
  /** `POST /credentials/revoke`, which Enterprise Server's descriptions up to 3.19 don't have. */
  readonly revokesCredentials: boolean;
  /** It shows an organization with SAML SSO the classic tokens that reach it. https://docs.github.com/en/enterprise-cloud@latest/rest/orgs/orgs (Enterprise Cloud only) */
  readonly listsClassicTokens: boolean;
  /** It has codespaces, and so secrets for them. https://docs.github.com/en/codespaces has no pages for Enterprise Server. */
  readonly hasCodespaces: boolean;
  /** It may count no calls: where it says nothing of a limit, there is none. */
  readonly mayCountNothing: boolean;
};

const cloud: HostAbilities = {
  prefillsTokens: true,
  revokesCredentials: true,
  listsClassicTokens: true,
  hasCodespaces: true,
  mayCountNothing: false,
};
const abilities: Readonly<Record<GithubHost, HostAbilities>> = {
  'github.com': cloud,
  data_residency: cloud,
  enterprise_server: {
    prefillsTokens: false,
    revokesCredentials: false,
    listsClassicTokens: false,
    hasCodespaces: false,
    mayCountNothing: true,
  },
};

export function abilitiesOf(webUrl: string): HostAbilities {
  return abilities[hostOf(webUrl)];
}

/** The first Enterprise Server on which this was tried against its description. */
export const leastServerVersion = '3.17';

/** `version` as Enterprise Server says it, 3.17.2; false where it can't be read. */
export function isServerSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastServerVersion.split('.').map(Number);
  if (major === undefined || minor === undefined || Number.isNaN(major) || Number.isNaN(minor)) return false;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
