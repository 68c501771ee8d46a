import { z } from 'zod';
import { missingPermissions, type Needed } from '../github/app-needs.ts';
import { Fault } from '../ports/fault.ts';
import { setUp } from '../wording/english/set-up.ts';
import type { KnownApp } from './github-app.ts';
import type { Setting } from './setting.ts';

const shape = z.object({
  permissions: z.record(z.string(), z.string()),
  suspended_at: z.string().nullish(),
  repository_selection: z.string(),
});

/** How the App stands on the organization. `absent` and `waiting`: it may come by itself, once somebody has acted. */
export type Installed =
  | { readonly is: 'there'; readonly isSelected: boolean }
  | { readonly is: 'absent' }
  | { readonly is: 'waiting'; readonly what: string };

/** What GitHub's answer says. */
export function judgeInstallation(organization: string, answer: unknown, needed: Needed): Installed {
  const read = shape.safeParse(answer);
  if (!read.success) return { is: 'waiting', what: setUp.githubOutage('bad_answer') };
  if (read.data.suspended_at != null) return { is: 'waiting', what: setUp.installSuspended(organization) };
  const missing = missingPermissions(read.data.permissions, needed);
  if (missing.length > 0) return { is: 'waiting', what: setUp.installPermissions(organization, missing) };
  return { is: 'there', isSelected: read.data.repository_selection === 'selected' };
}

async function look({ call, needed }: KnownApp, organization: string): Promise<Installed> {
  try {
    return judgeInstallation(organization, await call('GET /orgs/{org}/installation', { org: organization }), needed);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.isRetryable ? { is: 'waiting', what: setUp.githubOutage(error.code) } : { is: 'absent' };
  }
}

/** Waits until the App is installed; where nobody can be asked, looks once. */
export async function installation(setting: Setting, app: KnownApp, organization: string): Promise<boolean> {
  const { prompts } = setting;
  let told = '';
  for (;;) {
    const found = await look(app, organization);
    if (found.is === 'there') {
      prompts.say(setUp.kept(found.isSelected ? setUp.installedSelected(organization) : setUp.installed(organization)));
      return true;
    }
    const what = found.is === 'absent' ? setUp.installHow(app.installLink, organization) : found.what;
    // Said once, not at each look.
    if (what !== told) prompts.say(what);
    told = what;
    if (!prompts.mayAsk) return false;
    await setting.pause();
  }
}
