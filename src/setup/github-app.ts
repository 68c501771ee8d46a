import { z } from 'zod';
import { readPrivateKey } from '../config/private-key.ts';
import { type AppCall, createAppCall } from '../github/app-call.ts';
import { missingPermissions, type Needed } from '../github/app-needs.ts';
import { createGithub } from '../github/gateway.ts';
import type { OctokitOptions } from '../github/octokit.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import { systemClock } from '../system-clock.ts';
import { setUp } from '../wording/english/set-up.ts';
import { type Received, serveAppPage } from './app-page.ts';
import { convertCode, judgeApp } from './convert-code.ts';
import { appManifest } from './github-app-manifest.ts';
import { Halted, type Setting, variableOf } from './setting.ts';

const appShape = z.object({
  name: z.string(),
  html_url: z.string(),
  owner: z.object({ login: z.string() }).nullish(),
  permissions: z.record(z.string(), z.string()),
});

/** The App as GitHub knows it, and the ways to ask as it. */
export type KnownApp = {
  readonly name: string;
  readonly owner: string | null;
  readonly installLink: string;
  /** What it must be allowed to do under the policy. */
  readonly needed: Needed;
  readonly call: AppCall;
  readonly github: Github;
};

function optionsOf(setting: Setting): OctokitOptions & { readonly now: () => number } {
  const key = readPrivateKey(variableOf(setting, 'GITHUB_APP_PRIVATE_KEY'));
  if ('problem' in key) throw new Halted(setUp.fix([setUp.isIn('GITHUB_APP_PRIVATE_KEY', key.problem)]));
  return {
    apiUrl: setting.places.githubApiUrl,
    appId: Number(variableOf(setting, 'GITHUB_APP_ID')),
    privateKey: key.pem,
    now: systemClock.now,
    isPaced: false,
  };
}

/** Looks at the App that is there; halts where its key does not work, or where it may do too little. */
export async function lookAtApp(setting: Setting, needed: Needed): Promise<KnownApp> {
  const options = optionsOf(setting);
  const call = createAppCall(options);
  let answer: unknown;
  try {
    answer = await call('GET /app', {});
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Halted(
      error.isRetryable ? setUp.outageStop(setUp.githubOutage(error.code)) : setUp.appKeyWrong(error.code),
    );
  }
  const read = appShape.safeParse(answer);
  if (!read.success) throw new Halted(setUp.outageStop(setUp.githubOutage('bad_answer')));
  const missing = missingPermissions(read.data.permissions, needed);
  if (missing.length > 0) throw new Halted(setUp.fix([setUp.appPermissions(missing)]));
  return {
    name: read.data.name,
    owner: read.data.owner?.login ?? null,
    installLink: `${read.data.html_url}/installations/new`,
    needed,
    call,
    github: createGithub(options),
  };
}

/** Serves the page, waits for the person to create the App on GitHub, and stores what GitHub hands out once. */
export async function registerApp(
  setting: Setting,
  {
    organization,
    isForSeveral,
    address,
  }: { readonly organization: string; readonly isForSeveral: boolean; readonly address: string | null },
): Promise<void> {
  const { places, prompts } = setting;
  const made = Promise.withResolvers<string>();
  // GitHub shows the key once: a file that can't be written has to show before.
  setting.keep({});
  const receive = async (code: string): Promise<Received> => {
    const converted = await convertCode(code, places.githubApiUrl);
    const judged = 'app' in converted ? judgeApp(converted.app, organization, address !== null) : converted;
    if ('problem' in judged) {
      prompts.say(judged.problem);
      return judged;
    }
    const { app } = judged;
    setting.keep({
      GITHUB_APP_ID: String(app.id),
      GITHUB_APP_PRIVATE_KEY: app.pem,
      GITHUB_APP_CLIENT_ID: app.client_id,
      GITHUB_APP_CLIENT_SECRET: app.client_secret,
      ...(address === null || app.webhook_secret == null ? {} : { GITHUB_WEBHOOK_SECRET: app.webhook_secret }),
    });
    made.resolve(app.name);
    return { next: `${app.html_url}/installations/new` };
  };
  const page = await serveAppPage({
    action: `${places.githubWebUrl}/organizations/${encodeURIComponent(organization)}/settings/apps/new`,
    organization,
    manifestFor: (redirectUrl) =>
      appManifest({ organization, redirectUrl, address, webUrl: places.githubWebUrl, isForSeveral }),
    receive,
  });
  try {
    prompts.say(setUp.githubAppHow(page.url, page.port));
    prompts.say(setUp.kept(setUp.appMade(await Promise.race([made.promise, page.failed]))));
  } finally {
    await page.stop();
  }
}
