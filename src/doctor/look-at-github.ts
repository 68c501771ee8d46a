import { z } from 'zod';
import type { Secrets } from '../config/environment.ts';
import { redactCredentials } from '../domain/credential.ts';
import type { OrganizationPolicy, Policy } from '../domain/policy/policy.ts';
import type { AppCall } from '../github/app-call.ts';
import {
  forClassicTokens,
  missingPermissions,
  neededEvents,
  neededFor,
  neededPermissions,
} from '../github/app-needs.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import { type Finding, note, notSeen, right, wrong } from './finding.ts';
import { lookAtHost } from './look-at-host.ts';

const permissions = z.record(z.string(), z.string());
const app = z.object({ name: z.string(), permissions, events: z.array(z.string()) });
const hook = z.object({ url: z.string().nullish() });
const deliveries = z.array(z.object({ status_code: z.number(), event: z.string() }));
const installation = z.object({ permissions, suspended_at: z.string().nullish() });

function permissionsOf(granted: Readonly<Record<string, string>>): Finding {
  const what = 'GitHub: permissions';
  const surplus = Object.entries(granted)
    .filter(
      ([name, level]) =>
        name !== forClassicTokens &&
        (neededPermissions[name] === undefined || (neededPermissions[name] === 'read' && level !== 'read')),
    )
    .map(([name, level]) => `${name}: ${level}`);
  return surplus.length > 0
    ? note(
        what,
        `more than needed: ${surplus.join(', ')}`,
        'Take them away in the App’s settings → Permissions & events',
      )
    : right(what, Object.keys(neededPermissions).join(', '));
}

/** One answer of GitHub's; a Fault where it is none of those that we know. */
async function answered<T>(
  shape: z.ZodType<T>,
  call: AppCall,
  ...[route, parameters]: Parameters<AppCall>
): Promise<T> {
  const read = shape.safeParse(await call(route, parameters));
  if (read.success) return read.data;
  throw new Fault('github', 'bad_answer', { isRetryable: true, cause: read.error });
}

/** The way there, without what may be a secret in it. */
function shown(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'an address that can’t be read' : `${parsed.origin}${redactCredentials(parsed.pathname)}`;
}

function said({ code, said, system }: Fault): string {
  return [code, said, system].filter((one) => one !== null).join(', ');
}

/** The App and its key, what it may do, its webhook, and its installation on each organization of the policy. */
export async function lookAtGithub(
  secrets: Secrets,
  policy: Policy | null,
  { call, github, webUrl }: { readonly call: AppCall; readonly github: Github; readonly webUrl: string },
): Promise<readonly Finding[]> {
  let found: z.infer<typeof app>;
  try {
    found = await answered(app, call, 'GET /app', {});
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const mend = error.isRetryable
      ? 'Check GITHUB_API_URL, the proxy and the network'
      : 'Check GITHUB_APP_ID, and that GITHUB_APP_PRIVATE_KEY is a key of this very App';
    return [wrong('GitHub: App', said(error), mend)];
  }
  const organizations = policy?.organizations ?? [];
  const isAllObserved = organizations.length > 0 && organizations.every(({ mode }) => mode === 'observe');
  const needed = neededFor(isAllObserved ? 'observe' : 'enforce');
  const missing = missingPermissions(found.permissions, needed);
  return [
    right('GitHub: App', `the key is that of “${found.name}”`),
    ...(await lookAtHost(webUrl, call)),
    missing.length > 0
      ? wrong(
          'GitHub: permissions',
          `missing: ${missing.join(', ')}`,
          'Add them in the App’s settings → Permissions & events',
        )
      : permissionsOf(found.permissions),
    ...(await webhook(secrets, found.events, call)),
    ...(await Promise.all(organizations.map((one) => organization(one, call, github)))).flat(),
  ];
}

async function webhook(secrets: Secrets, events: readonly string[], call: AppCall): Promise<readonly Finding[]> {
  const what = 'GitHub: webhook';
  try {
    return await deliveriesTo(what, secrets, events, call);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [notSeen(what, said(error))];
  }
}

async function deliveriesTo(
  what: string,
  secrets: Secrets,
  events: readonly string[],
  call: AppCall,
): Promise<readonly Finding[]> {
  const { url: address } = await answered(hook, call, 'GET /app/hook/config', {});
  const url = address == null || address === '' ? '' : shown(address);
  if (secrets.githubWebhookSecret === null) {
    return url === ''
      ? [right(what, 'none: GitHub is asked twice a minute')]
      : [
          note(
            what,
            `GitHub sends to ${url}, and we refuse it`,
            'Set GITHUB_WEBHOOK_SECRET, or make the webhook inactive in the App’s settings',
          ),
        ];
  }
  if (url === '')
    return [
      wrong(
        what,
        'a secret is set here, and no address at GitHub',
        'Enter the address of /github/webhooks in the App’s settings, and the same secret',
      ),
    ];
  const missing = neededEvents.filter((event) => !events.includes(event));
  if (missing.length > 0) {
    return [
      wrong(
        what,
        `the App does not subscribe to: ${missing.join(', ')}`,
        'Tick them in the App’s settings → Permissions & events',
      ),
    ];
  }
  const last = await answered(deliveries, call, 'GET /app/hook/deliveries', { per_page: 30 });
  const failed = last.filter(({ status_code: status }) => status < 200 || status > 299);
  const [newest] = last;
  if (newest === undefined) return [note(what, `nothing was sent to ${url} yet`)];
  return failed.includes(newest)
    ? [
        wrong(
          what,
          `${failed.length} of the last ${last.length} deliveries to ${url} failed (${newest.status_code})`,
          'Check the address, the secret and the way through your proxy: App’s settings → Advanced → Recent deliveries',
        ),
      ]
    : [right(what, `${last.length - failed.length} of the last ${last.length} deliveries arrived`)];
}

async function organization(
  { login, mode, classic }: OrganizationPolicy,
  call: AppCall,
  github: Github,
): Promise<readonly Finding[]> {
  const what = `${login}: installation`;
  try {
    const found = await answered(installation, call, 'GET /orgs/{org}/installation', { org: login });
    if (found.suspended_at != null)
      return [
        wrong(what, 'the installation is suspended', 'An owner unsuspends it: organization’s settings → GitHub Apps'),
      ];
    const missing = missingPermissions(found.permissions, neededFor(mode));
    if (missing.length > 0) {
      return [
        wrong(
          what,
          `not accepted yet: ${missing.join(', ')}`,
          'An owner accepts the App’s new permissions: organization’s settings → GitHub Apps',
        ),
      ];
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.isRetryable) return [notSeen(what, said(error))];
    return [
      wrong(
        what,
        `the App is not installed there (${error.code})`,
        `Check the name in the policy; install the App: App’s settings → Install App → ${login}`,
      ),
    ];
  }
  return [
    right(what, 'installed, with all permissions'),
    ...(mode === 'observe'
      ? [
          note(
            `${login}: mode`,
            'only observed: we change nothing on GitHub',
            'Write mode: enforce into the policy when you are ready',
          ),
        ]
      : []),
    await listing(login, github),
    ...(await classicTokens(login, classic.isAllowed, github)),
  ];
}

async function listing(login: string, github: Github): Promise<Finding> {
  const what = `${login}: tokens`;
  try {
    // Nobody's: whether they can be listed shows all the same, without reading thousands.
    await github.pendingTokensOf(login, [login]);
    await github.activeTokensOf(login, [login]);
    return right(what, 'they can be listed');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.isRetryable) return notSeen(what, said(error));
    return wrong(
      what,
      `they can’t be listed: ${said(error)}`,
      'An owner allows fine-grained tokens and requires approval: organization’s settings → Personal access tokens',
    );
  }
}

/** Where nobody may request one, that they can't be seen is no news. */
async function classicTokens(login: string, isAllowed: boolean, github: Github): Promise<readonly Finding[]> {
  const what = `${login}: classic tokens`;
  try {
    const { sight } = await github.listClassicTokens(login, login);
    if (sight === 'seen') return [right(what, 'those that are authorized can be listed')];
    if (!isAllowed) return [];
    return sight === 'no_sso'
      ? [note(what, 'we can’t see them: GitHub shows them only to organizations with SAML SSO')]
      : [
          note(
            what,
            'we can’t see them: the App may not read them',
            'With SAML SSO, add Organization administration in the App’s settings → Permissions & events',
          ),
        ];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [notSeen(what, said(error))];
  }
}
