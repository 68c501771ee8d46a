import type { Answer } from '../loopback-server.ts';
import { forbidden, invalid, notFound, ok } from './answers.ts';
import { describeApp, describeInstallation } from './describe-installation.ts';
import { inUtc } from './instants.ts';
import { newInstallationToken } from './numbers.ts';
import { answerPage } from './paging.ts';
import { namedOrganization, pathId, type Route, type RouteCall } from './route.ts';
import type { Installation, Levels, Organization } from './state.ts';
import type { World } from './world.ts';

type Installed = { readonly organization: Organization; readonly installation: Installation };

function installed(world: World): readonly Installed[] {
  return [...world.state.organizations.values()].flatMap((organization) =>
    organization.installation === null ? [] : [{ organization, installation: organization.installation }],
  );
}

function installedById(call: RouteCall): Installed {
  const id = pathId(call, 'installation_id');
  const found = installed(call.world).find(({ installation }) => installation.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function ofOrganization(call: RouteCall): Answer {
  const organization = namedOrganization(call);
  if (organization.installation === null) throw notFound();
  return ok(describeInstallation(call.world, organization, organization.installation));
}

function narrowed(granted: Levels, asked: unknown): Levels {
  if (asked === undefined) return granted;
  if (typeof asked !== 'object' || asked === null) throw invalid('permissions', 'permissions is not an object');
  const levels = Object.entries(asked).map(([name, level]) => [name, String(level)] as const);
  const isGranted = levels.every(([name, level]) => granted[name] === level || granted[name] === 'write');
  if (!isGranted) throw invalid('permissions', 'The permissions requested are not granted to this installation.');
  return Object.fromEntries(levels);
}

function createToken(call: RouteCall): Answer {
  const { world, body } = call;
  const { installation } = installedById(call);
  if (installation.suspended !== null) throw forbidden('This installation has been suspended');
  const permissions = narrowed(installation.permissions, body.permissions);
  const expiresAt = new Date(world.judgedAt().getTime() + 3_600_000);
  const token = newInstallationToken(world.appId);
  world.state.installationTokens.set(token, { installationId: installation.id, expiresAt, permissions });
  return { status: 201, body: { token, expires_at: inUtc(expiresAt), permissions, repository_selection: 'all' } };
}

const describe =
  (world: World) =>
  ({ organization, installation }: Installed) =>
    describeInstallation(world, organization, installation);

export const appRoutes: readonly Route[] = [
  { method: 'GET', path: '/app', caller: 'app', answer: ({ world }) => ok(describeApp(world)) },
  {
    method: 'GET',
    path: '/app/installations',
    caller: 'app',
    answer: (call) => answerPage(call, installed(call.world), describe(call.world)),
  },
  {
    method: 'GET',
    path: '/app/installations/{installation_id}',
    caller: 'app',
    answer: (call) => ok(describe(call.world)(installedById(call))),
  },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    caller: 'app',
    answer: createToken,
  },
  { method: 'GET', path: '/orgs/{org}/installation', caller: 'app', answer: ofOrganization },
];
