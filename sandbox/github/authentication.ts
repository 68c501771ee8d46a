import { createPublicKey, randomBytes, verify } from 'node:crypto';
import type { Request } from '@countersign/sandbox-loopback/loopback-server';
import type { GithubState, LocalOrganization } from './state.ts';

const tokenMs = 3_600_000;

function bearer(request: Request): string {
  return /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

function decoded(part: string | undefined): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Whether the request carries the App's own JWT: RS256, issued by it, not older than ten minutes. By the machine's clock, as GitHub's. */
export function isApp(request: Request, appId: number, publicKeyPem: string): boolean {
  const [head, body, signature] = bearer(request).split('.');
  if (head === undefined || body === undefined || signature === undefined) return false;
  const { iss, iat, exp } = decoded(body);
  const seconds = Date.now() / 1_000;
  return (
    decoded(head).alg === 'RS256' &&
    String(iss) === String(appId) &&
    typeof iat === 'number' &&
    typeof exp === 'number' &&
    iat <= seconds + 60 &&
    exp > seconds &&
    exp - iat <= 660 &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(publicKeyPem),
      Buffer.from(signature, 'base64url'),
    )
  );
}

export function issueInstallationToken(state: GithubState, installationId: number): { token: string; expiresAt: Date } {
  // The new, stateless format: longer than the 40 characters of old.
  const token = `ghs_${randomBytes(40).toString('hex')}`;
  const expiresAtMs = Date.now() + tokenMs;
  state.installationTokens.set(token, { installationId, expiresAtMs });
  return { token, expiresAt: new Date(expiresAtMs) };
}

/** The organization on which the request's installation token stands, or null. */
export function installationOf(state: GithubState, request: Request): LocalOrganization | null {
  const known = state.installationTokens.get(bearer(request));
  if (known === undefined || known.expiresAtMs <= Date.now()) return null;
  return (
    state.organizations.find(
      ({ installationId, isInstalled }) => isInstalled && installationId === known.installationId,
    ) ?? null
  );
}
