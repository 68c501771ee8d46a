// What kind a credential is of, by its form alone, and which of them GitHub revokes for whoever has them.

export type CredentialKind =
  /** GitHub's: personal access tokens, of OAuth apps, and of GitHub Apps for a user, for an installation, and for the next user token. */
  | 'classic'
  | 'fine_grained'
  | 'oauth'
  | 'app_user'
  | 'app_refresh'
  | 'app_installation'
  | 'private_key'
  | 'slack_token'
  | 'slack_webhook'
  | 'jwt'
  | 'aws'
  | 'gitlab'
  | 'npm'
  | 'stripe';

export const credentialKinds: readonly CredentialKind[] = [
  ...(['classic', 'fine_grained', 'oauth', 'app_user', 'app_refresh', 'app_installation'] as const),
  ...(['private_key', 'slack_token', 'slack_webhook', 'jwt', 'aws', 'gitlab', 'npm', 'stripe'] as const),
];

/** The credential itself. It is passed on and forgotten: never in a row, a message, a log line or a page. */
export type FoundCredential = {
  readonly kind: CredentialKind;
  readonly secret: string;
  /** False where its end was not copied. */
  readonly isWhole: boolean;
};

/** How many of a kind: all that is ever said and kept of what was reported. */
export type KindCount = { readonly kind: CredentialKind; readonly count: number };

const revocable: ReadonlySet<CredentialKind> = new Set(['classic', 'fine_grained', 'oauth', 'app_user', 'app_refresh']);

/** Whether github.com revokes it for whoever has it. https://docs.github.com/en/rest/credentials/revoke */
export function isRevocableKind(kind: CredentialKind): boolean {
  return revocable.has(kind);
}

/** By kind, GitHub's first. */
export function countKinds(found: readonly Pick<FoundCredential, 'kind'>[]): readonly KindCount[] {
  return credentialKinds.flatMap((kind) => {
    const count = found.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [{ kind, count }];
  });
}
