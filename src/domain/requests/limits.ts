// What a fine-grained token can't do whatever it is given, held against what was said of it: whoever asks learns it before anybody decides
// in vain. Words can be meant otherwise, so a limit is told and forbids nothing. Each has the page of GitHub's that says so.

/** Where the gaps of fine-grained tokens are listed, and that nobody may have more than fifty. */
const tokensPage =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens';

const gaps = `${tokensPage}#fine-grained-personal-access-tokens-limitations`;
const creating = `${tokensPage}#creating-a-fine-grained-personal-access-token`;

export type LimitName = 'packages' | 'checks' | 'enterprise' | 'own_projects' | 'several_organizations' | 'many_tokens';

export type Limit = {
  readonly limit: LimitName;
  /** What of their words it was told by; null where it was not by words. */
  readonly word: string | null;
  /** How many tokens are known; null where that is not what it is about. */
  readonly count: number | null;
  readonly source: string;
};

/** What was said, and who asks where. */
export type Said = {
  /** The purpose, the description and the justification. */
  readonly texts: readonly string[];
  readonly organization: string;
  /** Logins of the other organizations that the policy names. */
  readonly others: readonly string[];
  /** How many tokens of the future holder are known here; they may have more elsewhere. */
  readonly knownTokens: number;
};

/** GitHub makes no more for one person. */
export const mostTokens = 50;
/** From so many on it is told. */
const manyTokens = 45;

type Rule = { readonly limit: LimitName; readonly phrases: readonly string[]; readonly source: string };

/** "both" and "orgs", "all our" and "organizations". */
const severalOrganizations: readonly string[] = [
  'several',
  'multiple',
  'both',
  'all our',
  'across',
  'other',
  'another',
].flatMap((many) => ['organization', 'organisation', 'org'].map((noun) => `${many} ${noun}`));

const rules: readonly Rule[] = [
  {
    limit: 'packages',
    // "npm publish" and "docker push" may go to another registry than GitHub's: the sentence says which is meant.
    phrases: [
      ...['ghcr.io', 'pkg.github.com', 'github package', 'github container registry', 'npm publish'],
      ...['docker push', 'docker pull', 'docker login', 'read:package', 'write:package', 'delete:package'],
    ],
    source:
      'https://docs.github.com/en/packages/learn-github-packages/introduction-to-github-packages#authenticating-to-github-packages',
  },
  {
    limit: 'checks',
    phrases: ['checks api', 'check run', 'check suite'],
    source: 'https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-checks',
  },
  {
    limit: 'enterprise',
    // "GitHub Enterprise" alone is the name of a product.
    phrases: [
      ...['enterprises/', 'enterprise account', 'enterprise wide', 'enterprise owner', 'enterprise audit log'],
      ...['enterprise billing', 'enterprise setting', 'enterprise runner', 'enterprise member', 'enterprise api'],
    ],
    source:
      'https://docs.github.com/en/enterprise-cloud@latest/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#personal-access-tokens-classic',
  },
  {
    limit: 'own_projects',
    phrases: ['github.com/users/', 'my project board', 'personal project board'],
    source: gaps,
  },
  { limit: 'several_organizations', phrases: severalOrganizations, source: gaps },
];

/** Whether the phrase stands there as words of their own, in the plural too; a hyphen is a space. */
function says(text: string, phrase: string): boolean {
  const end = phrase.endsWith('/') ? '' : 's?(?![a-z0-9])';
  const escaped = phrase.replaceAll('.', '[.]');
  return new RegExp(`(?<![a-z0-9])${escaped}${end}`).test(text.toLowerCase().replaceAll('-', ' '));
}

/** Paths of GitHub that are nobody's account; the later ones of Enterprise Server alone. */
const noAccounts: readonly string[] = [
  'apps',
  'enterprises',
  'features',
  'marketplace',
  'orgs',
  'settings',
  'topics',
  'users',
  ...['api', 'gist', 'raw', 'stafftools', 'uploads'],
];

/** github.com, a subdomain of ghe.com, or a server that is called after GitHub; not docs.github.com and the like. */
const addressed =
  /(?<![\w.-])(?:(?:www\.)?github\.com|[\w-]+\.ghe\.com|(?:github|ghe)\.[\w-]+\.[\w.-]+)[/:]([\w-]+)\//gi;

/** Another account whose repositories were named by their address, or an organization of the policy that was named. */
function otherOwner({ texts, organization, others }: Said): string | null {
  const named = texts.flatMap((text) => [...text.matchAll(addressed)].flatMap(([, login]) => login ?? []));
  const own = [organization.toLowerCase(), ...noAccounts];
  const owner = named.find((login) => !own.includes(login.toLowerCase()));
  // What may stand in a login is no end of one: "acme" is not in "acme-labs".
  const words = texts.flatMap((text) => text.toLowerCase().split(/[^\w-]/));
  return owner ?? others.find((login) => words.includes(login.toLowerCase())) ?? null;
}

function byWords({ limit, phrases, source }: Rule, { texts }: Said): readonly Limit[] {
  const word = phrases.find((phrase) => texts.some((text) => says(text, phrase)));
  return word === undefined ? [] : [{ limit, word, count: null, source }];
}

/** Each limit once, those that what was asked can't do before those that a token too many would meet. */
export function limitsOf(said: Said): readonly Limit[] {
  const found = rules.flatMap((rule) => byWords(rule, said));
  const owner = found.some(({ limit }) => limit === 'several_organizations') ? null : otherOwner(said);
  const count = said.knownTokens;
  return [
    ...found,
    ...(owner === null ? [] : [{ limit: 'several_organizations', word: owner, count: null, source: gaps } as const]),
    ...(count < manyTokens ? [] : [{ limit: 'many_tokens', word: null, count, source: creating } as const]),
  ];
}
