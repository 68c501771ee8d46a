import { generateKeyPairSync } from 'node:crypto';
import { LocalGithub } from '@countersign/sandbox-github/local-github';
import { type PlayedHost, webUrls } from '@countersign/sandbox-github/played-host';
import type { LocalOrganization } from '@countersign/sandbox-github/state';
import { onTestFinished } from 'vitest';
import { abilitiesOf } from '../../src/domain/github-host.ts';
import { createGithub } from '../../src/github/gateway.ts';
import type { Github } from '../../src/ports/github.ts';
import { contractChecker } from '../support/github-contract.ts';

export const firstMoment = Date.parse('2027-03-01T09:30:00Z');
export const appId = 4711;
/** As the App's settings have them. */
export const signIn = { clientId: 'Iv23sandbox', clientSecret: 'sandbox-client-secret-0123456789' };
export const webhookSecret = 'test-webhook-secret-0123456789';

export const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** GitHub answers so where the App is not installed, and describes 200 only. */
const undescribed = /^GET \/orgs\/[^/]+\/installation: 404 /;

export type Started = {
  readonly local: LocalGithub;
  readonly github: Github;
  readonly acme: LocalOrganization;
  /** The names of the calls so far, or of those that fit. */
  readonly calls: (fits?: RegExp) => readonly string[];
};

/** An organization `acme` on a local GitHub, asked over HTTP. Every exchange is held against GitHub's own description. */
export async function startGithub(
  options: {
    readonly fetch?: typeof fetch;
    /** Which GitHub it plays; github.com unless told. */
    readonly host?: PlayedHost;
    /** Everything may be changed unless told; `untold` leaves it to the gateway. */
    readonly mayChange?: 'untold' | ((organization: string) => boolean);
  } = {},
): Promise<Started> {
  const now = (): Date => new Date(firstMoment);
  const { host = 'github.com' } = options;
  const local = new LocalGithub({ appId, publicKeyPem: keys.publicKey, webhookSecret, now, signIn, host });
  const acme = local.addOrganization({
    login: 'acme',
    members: { 'bea-owner': 'admin', mona: 'member', 'dan-dev': 'member' },
    repositories: [
      { name: 'web', private: true, collaborators: { mona: 'write' } },
      { name: 'api', private: true },
      { name: 'docs', private: false },
    ],
  });
  const contract = contractChecker();
  // What is no part of the API has no description.
  local.observe((exchange) => {
    if (!/^\/(?:login|applications)\//.test(exchange.path)) contract.observe(exchange);
  });
  await local.start();
  onTestFinished(async () => {
    await local.stop();
    const problems = contract.problems().filter((problem) => !undescribed.test(problem));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  const github = createGithub({
    apiUrl: local.apiUrl,
    appId,
    privateKey: keys.privateKey,
    now: () => firstMoment,
    abilities: abilitiesOf(webUrls[host]),
    ...(options.mayChange === 'untold' ? {} : { mayChange: options.mayChange ?? (() => true) }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  return {
    local,
    github,
    acme,
    calls: (fits = /./) => local.server.calls.map(({ name }) => name).filter((name) => fits.test(name)),
  };
}
