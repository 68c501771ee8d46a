import { existsSync, writeFileSync } from 'node:fs';
import { policyFileOf } from '../config/environment.ts';
import { readPolicyFile } from '../config/policy-file.ts';
import { isPolicyFolder } from '../config/policy-folder.ts';
import { examine } from '../doctor/examine.ts';
import { table } from '../doctor/table.ts';
import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import { neededFor } from '../github/app-needs.ts';
import { setUp } from '../wording/english/set-up.ts';
import { channel } from './channel.ts';
import { type KnownApp, lookAtApp, registerApp } from './github-app.ts';
import { installation } from './installation.ts';
import { owners } from './owners.ts';
import { type Facts, type Planned, plan, type StepName, wayOf } from './plan.ts';
import { policyText } from './policy-text.ts';
import { Halted, type Setting, variableOf } from './setting.ts';
import { appToken, botToken, signingSecret, slackApp } from './slack-steps.ts';

function factsOf(setting: Setting): Facts {
  return {
    has: (variable) => variableOf(setting, variable) !== '',
    hasPolicy: existsSync(policyFileOf(setting.environment())),
    isAddressGiven: setting.asked.address !== null,
  };
}

/** Keeps the address of the command line, so that nobody has to name it again. */
function wayIn(setting: Setting): string | null {
  const { prompts, asked } = setting;
  const kept = variableOf(setting, 'PUBLIC_URL').replace(/\/+$/, '');
  if (asked.address !== null && kept !== '' && kept !== asked.address) throw new Halted(setUp.otherUrl(kept));
  if (asked.address !== null && kept === '' && prompts.mayAsk) setting.keep({ PUBLIC_URL: asked.address });
  const address = asked.address ?? (kept === '' ? null : kept);
  const isSocket = wayOf(factsOf(setting)) === 'socket';
  if (isSocket) prompts.say(setUp.kept(setUp.waySocket));
  else prompts.say(setUp.kept(address === null ? setUp.wayHttpKept : setUp.wayHttp(address)));
  return address;
}

/** The organizations of the policy, where there is one; it has to be right. */
function organizationsOfPolicy(setting: Setting): readonly OrganizationPolicy[] | null {
  if (!factsOf(setting).hasPolicy) return null;
  const read = readPolicyFile(policyFileOf(setting.environment()));
  if ('problems' in read) throw new Halted(setUp.fix(read.problems));
  return read.policy.organizations;
}

export function isOrganizationName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(name);
}

async function askedOrganization({ prompts, asked }: Setting): Promise<string> {
  return (
    asked.organization ??
    (await prompts.text(setUp.whichOrganization, (given) => (isOrganizationName(given) ? null : setUp.badOrganization)))
  );
}

async function slack(setting: Setting, address: string | null): Promise<void> {
  const isSocket = wayOf(factsOf(setting)) === 'socket';
  const isOpen = (step: StepName): boolean =>
    plan(factsOf(setting)).some((planned) => planned.step === step && planned.is === 'open');
  if (setting.prompts.mayAsk && isOpen('Slack app')) slackApp(setting, isSocket ? null : address);
  await botToken(setting);
  await (isSocket ? appToken(setting) : signingSecret(setting));
}

/** What remains, where nobody can be asked. */
function sayWhatRemains(setting: Setting, isInstalled: boolean): number {
  const { prompts } = setting;
  const open = plan(factsOf(setting)).filter(
    ({ step, is }: Planned) => is === 'open' && !(step === 'installation' && isInstalled),
  );
  if (open.length === 0) return 0;
  prompts.say(setUp.nobodyToAsk);
  prompts.say(setUp.leftHead);
  for (const { step, variables } of open) prompts.say(setUp.left(step, variables));
  return 1;
}

async function finish(setting: Setting, organizations: readonly string[]): Promise<number> {
  const { prompts, places } = setting;
  for (const organization of organizations) {
    const settings = `${places.githubWebUrl}/organizations/${organization}/settings/personal-access-tokens`;
    prompts.say(setUp.approvalHow(organization, settings));
  }
  const found = await examine(setting.environment(), setting.nodeVersion);
  prompts.say(table(found));
  if (found.some(({ is }) => is === 'wrong')) {
    prompts.say(setUp.mendFirst);
    return 1;
  }
  prompts.say(setUp.startHow);
  if (wayOf(factsOf(setting)) === 'http') prompts.say(setUp.retryHow);
  return 0;
}

async function writePolicy(setting: Setting, app: KnownApp, organization: string): Promise<void> {
  const file = policyFileOf(setting.environment());
  const chosen = await channel(setting);
  const people = await owners(setting, app, { organization, channel: chosen });
  // Made meanwhile by somebody else, it is not written over.
  writeFileSync(file, policyText(organization, chosen, people), { flag: 'wx' });
  setting.prompts.say(setUp.kept(setUp.policyWritten(file)));
}

/** Every step in turn; answers the exit code. What is there is looked at and kept, so it may be stopped and run again anywhere. */
export async function run(setting: Setting): Promise<number> {
  const { prompts } = setting;
  const place = policyFileOf(setting.environment());
  if (isPolicyFolder(place)) throw new Halted(setUp.forOne(place));
  const address = wayIn(setting);
  const policy = organizationsOfPolicy(setting);
  const ofPolicy = policy?.map(({ login }) => login) ?? null;
  const isAllObserved = policy?.every(({ mode }) => mode === 'observe') === true;
  await slack(setting, address);
  const hasApp = ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'].every(factsOf(setting).has);
  if (!hasApp) {
    if (!prompts.mayAsk) return sayWhatRemains(setting, false);
    // A GitHub App has one home; where the policy names several organizations, the person says which.
    const home = ofPolicy?.length === 1 ? ofPolicy.join() : await askedOrganization(setting);
    await registerApp(setting, { organization: home, isForSeveral: (ofPolicy?.length ?? 1) > 1, address });
  }
  const app = await lookAtApp(setting, neededFor(isAllObserved ? 'observe' : 'enforce'));
  if (hasApp) prompts.say(setUp.kept(setUp.appKept(app.name)));
  const organizations = ofPolicy ?? [app.owner ?? (await askedOrganization(setting))];
  const installed: boolean[] = [];
  for (const organization of organizations) installed.push(await installation(setting, app, organization));
  if (!prompts.mayAsk && sayWhatRemains(setting, installed.every(Boolean)) !== 0) return 1;
  const file = policyFileOf(setting.environment());
  if (ofPolicy === null) await writePolicy(setting, app, organizations.join());
  else prompts.say(setUp.kept(setUp.policyKept(file)));
  return finish(setting, organizations);
}
