// What a fine-grained token can't do whatever it is given, held against what was said of it: whoever asks learns it before anybody decides
// in vain. Words can be meant otherwise, so a limit is told and forbids nothing. Each has the page of GitHub's that says so.

/** Where the gaps of fine-grained tokens are listed, and that nobody may have more than fifty. */
const tokensPage =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens';

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

type Rule = { readonly limit: LimitName; readonly words: RegExp; readonly source: string };

const rules: readonly Rule[] = [
  {
    limit: 'packages',
    // "npm publish" may go to another registry than GitHub's: the sentence says which is meant.
    words:
      /\bghcr\.io\b|\b(?:npm|maven|nuget|rubygems|docker)\.pkg\.github\.com\b|\bgithub (?:packages?|container registry)\b|\b(?:read|write|delete):packages\b|\bdocker (?:push|pull|login)\b|\bnpm publish\b/i,
    source:
      'https://docs.github.com/en/packages/learn-github-packages/introduction-to-github-packages#authenticating-to-github-packages',
  },
  {
    limit: 'checks',
    words: /\bchecks? api\b|\bcheck[- ](?:runs?|suites?)\b|\bchecks:(?:read|write)\b/i,
    source: 'https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-checks',
  },
  {
    limit: 'enterprise',
    // "GitHub Enterprise" alone is the name of a product.
    words:
      /\/enterprises\/|\b(?:manage_billing|admin|read):enterprise\b|\benterprise[- ](?:wide|level|accounts?|owners?|api|audit log|billing|settings|runners?|licen[cs]es?|members?)\b/i,
    source:
      'https://docs.github.com/en/enterprise-cloud@latest/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#personal-access-tokens-classic',
  },
  {
    limit: 'own_projects',
    words: /\bgithub\.com\/users\/[^\s/]+\/projects\b|\b(?:my|user|personal)(?:-owned)? (?:github )?project boards?\b/i,
    source: `${tokensPage}#fine-grained-personal-access-tokens-limitations`,
  },
  {
    limit: 'several_organizations',
    words:
      /\b(?:several|multiple|two|both|many|all(?: of)?(?: (?:our|my|the))?|across(?: (?:our|my|the|all))?) (?:github )?(?:organi[sz]ations|orgs)\b|\b(?:an)?other (?:organi[sz]ation|org)s?(?:['’]s?)?(?= (?:repos?|repositor))/i,
    source: `${tokensPage}#fine-grained-personal-access-tokens-limitations`,
  },
];

/** Paths of github.com that are nobody's account. */
const noAccounts: ReadonlySet<string> = new Set([
  ...['about', 'apps', 'collections', 'enterprises', 'explore', 'features', 'issues', 'login', 'marketplace'],
  ...['new', 'notifications', 'orgs', 'pricing', 'pulls', 'search', 'settings', 'site', 'sponsors', 'topics', 'users'],
]);

const repositoryAddress = /\bgithub\.com[/:]([a-z\d](?:[a-z\d_-]*[a-z\d])?)\/[\w.-]+/gi;

function isWordIn(text: string, word: string): boolean {
  // What may stand in a login is no end of one: "acme" is not in "acme-labs".
  return ` ${text.toLowerCase()} `.split(/[^a-z\d_-]+/).includes(word.toLowerCase());
}

/** Another account whose repositories were named. */
function otherOwner({ texts, organization, others }: Said): string | null {
  for (const text of texts) {
    for (const [, owner = ''] of text.matchAll(repositoryAddress)) {
      const login = owner.toLowerCase();
      if (login !== organization.toLowerCase() && !noAccounts.has(login)) return owner;
    }
  }
  return others.find((login) => texts.some((text) => isWordIn(text, login))) ?? null;
}

function byWords({ limit, words, source }: Rule, said: Said): readonly Limit[] {
  const word = said.texts.map((text) => words.exec(text)?.[0] ?? null).find((found) => found !== null);
  return word === undefined ? [] : [{ limit, word, count: null, source }];
}

/** Each limit once, those that what was asked can't do before those that a token too many would meet. */
export function limitsOf(said: Said): readonly Limit[] {
  const found = rules.flatMap((rule) => byWords(rule, said));
  const owner = found.some(({ limit }) => limit === 'several_organizations') ? null : otherOwner(said);
  const count = said.knownTokens;
  const gaps = `${tokensPage}#fine-grained-personal-access-tokens-limitations`;
  const creating = `${tokensPage}#creating-a-fine-grained-personal-access-token`;
  return [
    ...found,
    ...(owner === null ? [] : [{ limit: 'several_organizations', word: owner, count: null, source: gaps } as const]),
    ...(count < manyTokens ? [] : [{ limit: 'many_tokens', word: null, count, source: creating } as const]),
  ];
}
