import { generateKeyPairSync } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { issueInstallationToken } from '../authentication.ts';
import { LocalGithub } from '../local-github.ts';
import type { LocalOrganization } from '../state.ts';

export const firstMoment = Date.parse('2027-03-01T09:30:00Z');

/** What a token of these tests may do unless told. */
export const readsIssues = {
  permissions: { repository: { issues: 'read', metadata: 'read' } },
  repositorySelection: 'subset',
  repositories: ['web'],
} as const;

let publicKeyPem: string | null = null;
function newPublicKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}

export type Asked = { readonly status: number; readonly headers: Headers; readonly body: unknown };
export type Started = {
  readonly local: LocalGithub;
  readonly acme: LocalOrganization;
  /** With the installation's token; a body makes it a POST. */
  readonly ask: (path: string, body?: object) => Promise<Asked>;
  readonly pass: (ms: number) => void;
};

/** An organization `acme` with an owner and two members, asked over HTTP. */
export async function startLocalGithub(): Promise<Started> {
  publicKeyPem ??= newPublicKey();
  let nowMs = firstMoment;
  const local = new LocalGithub({ appId: 1, publicKeyPem, webhookSecret: 'secret', now: () => new Date(nowMs) });
  const acme = local.addOrganization({
    login: 'acme',
    members: { bea: 'admin', mona: 'member', dan: 'member' },
    repositories: [
      { name: 'web', private: true },
      { name: 'api', private: true },
    ],
  });
  await local.start();
  onTestFinished(() => local.stop());
  const { token } = issueInstallationToken(local.state, acme.installationId);
  return {
    local,
    acme,
    pass: (ms) => {
      nowMs += ms;
    },
    ask: async (path, body) => {
      const response = await fetch(`${local.apiUrl}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
  };
}
