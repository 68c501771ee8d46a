import type { Config, Secrets } from '../config/environment.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { StoredLinks } from '../store/stored-links.ts';
import { type Finding, note, right, wrong } from './finding.ts';

/**
 * Whether people can sign in at GitHub, where anything of it is set. GitHub shows an App's callback addresses to nobody: that ours is among
 * them is known once somebody came back to it.
 */
export function lookAtSignIn(
  { publicUrl, githubAppClientId }: Config,
  { githubAppClientSecret, encryptionKeys }: Secrets,
  { people }: StoredLinks,
  /** Organizations whose policy asks for a sign-in before what is critical is approved. */
  asking: readonly string[] = [],
): readonly Finding[] {
  const needed = {
    PUBLIC_URL: publicUrl,
    GITHUB_APP_CLIENT_ID: githubAppClientId,
    GITHUB_APP_CLIENT_SECRET: githubAppClientSecret,
  };
  const missing = Object.entries(needed)
    .filter(([, value]) => value === null)
    .map(([name]) => name);
  const what = 'GitHub: sign-in';
  if (missing.length > 0) {
    const unable = wrong(
      what,
      `the policy of ${asking.join(', ')} asks for a sign-in before a critical approval, and nobody can without ${missing.join(', ')}: nobody approves those here`,
      'Set what is missing (docs/set-up.md), or remove sign_in.critical_minutes',
    );
    if (asking.length > 0) return [unable];
    return encryptionKeys.length === 0
      ? []
      : [
          wrong(
            what,
            `ENCRYPTION_KEY is for people who sign in, and nobody can without ${missing.join(', ')}`,
            'Set what is missing (docs/set-up.md), or remove ENCRYPTION_KEY',
          ),
        ];
  }
  const callback = `${publicUrl}/github/callback`;
  const signedIn = people.filter(({ proof }) => proof === 'oauth').length;
  return [
    signedIn > 0
      ? right(what, `${signedIn} ${signedIn === 1 ? 'person has' : 'people have'} signed in`)
      : note(
          what,
          `nobody has signed in yet; GitHub doesn’t tell whether it knows ${callback}`,
          'Compare it with the Callback URL in the App’s settings, then try /pat link',
        ),
  ];
}

/** The organizations in which a critical approval needs a sign-in. */
export function asksForSignIn(policy: Policy | null): readonly string[] {
  const asking = policy?.organizations.filter(({ signIn }) => signIn.criticalMinutes !== null) ?? [];
  return asking.map(({ login }) => login);
}
