import type { GithubUserId, SlackUserId } from '../domain/ids.ts';

/** Whose a sealed text is and what for. It opens for nothing else: a row that somebody moved, or two columns that were swapped, stay shut. */
export type Binding =
  | { readonly githubId: GithubUserId; readonly slackId: SlackUserId; readonly purpose: 'access' | 'refresh' }
  /** The bot's token of one workspace, or of an enterprise. */
  | { readonly teamId: string; readonly purpose: 'slack_bot' };

/** `keyId` names the key without telling anything of it. */
export type Sealed = { readonly keyId: string; readonly text: string };

/** What must not stand in the database in the clear: encrypted under keys that stay in the environment. */
export type Sealing = {
  /** The key that seals, by its id; null where there is none, and nothing can be sealed. */
  readonly keyId: string | null;
  readonly seal: (plain: string, binding: Binding) => Sealed;
  /**
   * `unknown_key`: it was sealed under a key that is not among ours, which may be given again. `broken`: no key will ever open it: it was changed, or is
   * somebody else's.
   */
  readonly open: (sealed: Sealed, binding: Binding) => { readonly plain: string } | 'unknown_key' | 'broken';
};
