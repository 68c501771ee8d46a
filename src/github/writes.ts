import type { Octokit } from '@octokit/core';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import { approvalOnGithub } from '../wording/english/on-github.ts';
import { asGithubFault, statusOf } from './github-fault.ts';
import type { CallGithub } from './installation.ts';

/** With these GitHub did not even look at what was asked of the App. */
const notHeard = new Set(['status_401', 'not_installed', 'suspended', 'no_token']);

type Writes = Pick<Github, 'reviewPendingToken' | 'revokeToken'>;
type AppWrites = Writes & Pick<Github, 'revokeClassicToken'>;
type Send = (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<{ readonly status: number }>;

/**
 * The one way to anything that changes something at GitHub, in whoever's name: for an organization that is only observed there is none. Sent once.
 * Whatever comes back but 204 says nothing certain, the lost answer least of all.
 */
async function writeOnce(send: Send, ...given: Parameters<Send>): ReturnType<Github['reviewPendingToken']> {
  try {
    const { status } = await send(...given);
    return status === 204 ? { outcome: 'done' } : { outcome: 'unknown', status, retryAfterSeconds: null };
  } catch (error) {
    if (!(error instanceof Fault) || notHeard.has(error.code)) throw error;
    return { outcome: 'unknown', status: statusOf(error), retryAfterSeconds: error.retryAfterSeconds };
  }
}

/** Whether the policy lets anything be changed in this organization. */
type MayChange = (organization: string) => boolean;

function writesBy(sendFor: (organization: string) => Send, mayChange: MayChange): AppWrites {
  const sendTo = (organization: string): Send => {
    if (mayChange(organization)) return sendFor(organization);
    throw new Fault('github', 'only_observed', { isRetryable: true, isUncalled: true });
  };
  return {
    reviewPendingToken: async (org, id, action, given) => {
      const reason = given !== null && typeof given === 'object' ? approvalOnGithub(given.login, given.number) : given;
      return writeOnce(sendTo(org), 'POST /orgs/{org}/personal-access-token-requests/{pat_request_id}', {
        ...{ org, pat_request_id: id, action },
        ...(reason === null ? {} : { reason }),
      });
    },
    revokeToken: async (org, id) =>
      writeOnce(sendTo(org), 'POST /orgs/{org}/personal-access-tokens/{pat_id}', { org, pat_id: id, action: 'revoke' }),
    revokeClassicToken: async (org, id) =>
      writeOnce(sendTo(org), 'DELETE /orgs/{org}/credential-authorizations/{credential_id}', {
        ...{ org, credential_id: id },
      }),
  };
}

/** As the App's installation. */
export function writesOfApp(call: CallGithub, mayChange: MayChange): AppWrites {
  return writesBy((organization) => (route, parameters) => call(organization, route, parameters), mayChange);
}

/**
 * In a person's name. It costs nothing of what the installation may call, and says nothing of the installation either: 401 is GitHub's answer
 * to this token.
 */
export function writesOfPerson(anyone: Octokit, access: string, now: () => number, mayChange: MayChange): Writes {
  return writesBy(
    () => async (route, parameters) => {
      try {
        return await anyone.request(route, { ...parameters, headers: { authorization: `token ${access}` } });
      } catch (error) {
        const fault = asGithubFault(error, now());
        if (fault.code !== 'status_401') throw fault;
        return { status: 401 };
      }
    },
    mayChange,
  );
}
