import { z } from 'zod';
import { missingPermissions, neededEvents, neededPermissions } from '../github/app-needs.ts';
import { setUp } from '../wording/english/set-up.ts';

const conversion = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  html_url: z.url(),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  webhook_secret: z.string().nullish(),
  pem: z.string().startsWith('-----BEGIN '),
  owner: z.object({ login: z.string() }),
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()),
});
export type NewApp = z.infer<typeof conversion>;

export type Converted = { readonly app: NewApp } | { readonly problem: string };

/** Whether the App is the one that was asked for: a code that was swapped on its way would bring somebody else's. */
export function judgeApp(app: NewApp, organization: string, hasWebhook: boolean): Converted {
  if (app.owner.login.toLowerCase() !== organization.toLowerCase()) {
    return { problem: setUp.appOfOthers(app.owner.login, organization) };
  }
  const surplus = Object.entries(app.permissions).filter(([name, level]) => neededPermissions[name] !== level);
  const events = hasWebhook ? [...neededEvents].sort() : [];
  const isAsked =
    missingPermissions(app.permissions, neededPermissions).length === 0 &&
    surplus.length === 0 &&
    [...app.events].sort().join() === events.join();
  return isAsked ? { app } : { problem: setUp.appUnasked };
}

/** Exchanges the code for the App and its secrets. GitHub does it once, within an hour. */
export async function convertCode(code: string, githubApiUrl: string): Promise<Converted> {
  let response: Response;
  try {
    response = await fetch(`${githubApiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
      method: 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'countersign',
        'x-github-api-version': '2022-11-28',
      },
      // The code is a secret: it goes to GitHub's API and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    return { problem: setUp.codeRefused('network') };
  }
  if (response.status === 404 || response.status === 422) return { problem: setUp.codeUnknown };
  if (response.status !== 201) return { problem: setUp.codeRefused(`status_${response.status}`) };
  const read = conversion.safeParse(await response.json().catch(() => null));
  return read.success ? { app: read.data } : { problem: setUp.codeRefused('bad_answer') };
}
