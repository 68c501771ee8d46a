// Who calls: the App by its JSON web token, one of its installations by a token, or nobody.
import { forbidden, unauthorized } from './answers.ts';
import { checkAppJwt } from './app-jwt.ts';
import type { Levels, Organization } from './state.ts';
import type { World } from './world.ts';

export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app' }
  | { readonly kind: 'installation'; readonly organization: Organization; readonly permissions: Levels };

export function identify(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined || authorization === '') return { kind: 'nobody' };
  const credential = /^(?:bearer|token) (\S+)$/i.exec(authorization)?.[1];
  if (credential === undefined) throw unauthorized();
  if (credential.split('.').length === 3 && !credential.startsWith('ghs_')) {
    checkAppJwt(credential, { ...world, nowSeconds: Math.floor(world.judgedAt().getTime() / 1000) });
    return { kind: 'app' };
  }
  const token = world.state.installationTokens.get(credential);
  if (token === undefined || token.expiresAt.getTime() <= world.judgedAt().getTime()) throw unauthorized();
  const organization = [...world.state.organizations.values()].find(
    ({ installation }) => installation?.id === token.installationId,
  );
  // An installation that was removed took its tokens with it.
  if (organization?.installation == null) throw unauthorized();
  if (organization.installation.suspended !== null) throw forbidden('This installation has been suspended');
  return { kind: 'installation', organization, permissions: token.permissions };
}
