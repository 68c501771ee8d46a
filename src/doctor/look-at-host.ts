import { z } from 'zod';
import { abilitiesOf, hostOf, isServerSupported, leastServerVersion } from '../domain/github-host.ts';
import type { AppCall } from '../github/app-call.ts';
import { Fault } from '../ports/fault.ts';
import { type Finding, note, notSeen, right, wrong } from './finding.ts';

const what = 'GitHub: host';
const meta = z.object({ installed_version: z.string().optional() });

/** Which GitHub answers, and what it can't do that others can. Enterprise Server names its version in `GET /meta`. */
export async function lookAtHost(webUrl: string, call: AppCall): Promise<readonly Finding[]> {
  const { hostname } = new URL(webUrl);
  const host = hostOf(webUrl);
  if (host === 'github.com') return [right(what, hostname)];
  if (host === 'data_residency') return [right(what, `${hostname}, Enterprise Cloud with data residency`)];
  let version: string | undefined;
  try {
    version = meta.parse(await call('GET /meta', {})).installed_version;
  } catch (error) {
    if (error instanceof Fault) return [notSeen(what, error.said ?? error.code)];
    if (!(error instanceof z.ZodError)) throw error;
  }
  if (version === undefined)
    return [
      wrong(
        what,
        `${hostname} names no version, so it seems to be no Enterprise Server`,
        'Check GITHUB_API_URL (https://HOST/api/v3) and GITHUB_WEB_URL',
      ),
    ];
  const found = `${hostname}, Enterprise Server ${version}`;
  if (!isServerSupported(version))
    return [wrong(what, found, `Upgrade it to ${leastServerVersion} or newer: older ones were not tried`)];
  return [right(what, found), ...missingAbilities(webUrl)];
}

function missingAbilities(webUrl: string): readonly Finding[] {
  const { prefillsTokens, revokesCredentials, listsClassicTokens } = abilitiesOf(webUrl);
  const missing = [
    ...(prefillsTokens ? [] : ['fill in its page for a new token']),
    ...(revokesCredentials ? [] : ['revoke a token that leaked when it is shown to it']),
    ...(listsClassicTokens ? [] : ['show an organization its classic tokens']),
  ];
  return missing.length === 0 ? [] : [note(what, `this version can’t ${missing.join(', or ')}`)];
}
