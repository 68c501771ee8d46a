import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Installation as Granted, InstallProvider } from '@slack/oauth';
import type { InstallProblem } from '../domain/install-problem.ts';
import { acceptedLanguage } from '../domain/language.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Installation } from '../ports/installations.ts';
import type { Log } from '../ports/log.ts';
import type { Pace } from '../ports/pace.ts';
import type { Wordings } from '../wording/wording-for.ts';
import { installPages } from './install-pages.ts';
import { type InstallStates, StateError } from './install-states.ts';
import { headersOf, type Page, sendPage } from './page.ts';
import { readGranted } from './read-granted.ts';

/** What one address may ask for. Behind a proxy that is everybody, and an installation happens once a workspace. */
const share = { atOnce: 60, anHour: 600 };

/** What became of an installation. `not_started`: it is kept, and what keeps the workspace from running stands in the log. */
export type Installed = 'started' | 'no_policy' | 'not_started';

export type InstallOptions = {
  readonly provider: Pick<InstallProvider, 'handleInstallPath' | 'handleCallback'>;
  /** The scopes that are asked for, and that have to be given. */
  readonly scopes: readonly string[];
  readonly publicUrl: string;
  readonly states: Pick<InstallStates, 'look'>;
  /** Where Slack's pages are; a form of ours leads there. A host may begin with `*.`. */
  readonly slackUrls: readonly string[];
  readonly wordings: Wordings;
  readonly ports: { readonly clock: Pick<Clock, 'now'>; readonly pace: Pace; readonly log: Log };
  /** Slack's failure as a Fault; null where the error is none of Slack's. */
  readonly faultOf: (error: unknown) => Fault | null;
  /** Has Slack revoke a token that nobody will keep. Throws a Fault. */
  readonly giveBack: (token: string) => Promise<void>;
  /** Keeps the installation and starts its workspace; keeps nothing where the operator wrote no policy for it. Throws a Fault of the store. */
  readonly installed: (installation: Installation) => Promise<Installed>;
};

type Request = IncomingMessage;
type Response = ServerResponse;

/**
 * The pages on which somebody installs the app in a workspace by Slack's OAuth. Whoever may install it there is Slack's to say; which workspaces are served
 * is the operator's, by their policy files; and whoever installs gains nothing by it.
 */
export function installRoutes(options: InstallOptions) {
  const { provider, states, scopes, publicUrl, wordings, ports, faultOf, giveBack, installed } = options;
  const { clock, log, pace } = ports;
  const headers = headersOf(...options.slackUrls);

  function pagesFor(request: Request) {
    const language = acceptedLanguage(request.headers['accept-language']);
    return installPages(wordings(language), language, `${publicUrl}/slack/install`);
  }

  function send(response: Response, status: number, page: Page): void {
    sendPage(response, status, page, headers);
  }

  function notNow(request: Request, response: Response, fault: Fault): void {
    log.warn('an installation in Slack could not be finished', fault.fields);
    send(response, 503, pagesFor(request).notNow);
  }

  function refuse(request: Request, response: Response, problem: InstallProblem): void {
    const { why } = problem;
    log.warn('the Slack app was not installed', { why, ...(why === 'slack_refused' ? { code: problem.code } : {}) });
    send(response, 403, pagesFor(request).refused(problem));
  }

  function guarded(handle: (request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response): Promise<void> => {
      const who = `install ${request.socket.remoteAddress ?? ''}`;
      if (pace.left(who, share) < 1) return send(response, 429, pagesFor(request).tooMany);
      pace.spend(who, share, 1);
      await handle(request, response);
    };
  }

  /** A token that nobody keeps must not stay good. Whether Slack took it back; where it did not, that is said. */
  async function isGivenBack(token: string): Promise<boolean> {
    try {
      await giveBack(token);
      return true;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.error('a token that Slack gave, and that is not kept, could not be revoked', error.fields);
      return false;
    }
  }

  async function conclude(request: Request, response: Response, granted: Granted): Promise<void> {
    // Nobody asked for it: an address of Slack's that was changed on the way can ask for a person's token besides.
    if (granted.user?.token !== undefined) await isGivenBack(granted.user.token);
    const read = readGranted(granted, scopes, clock.now());
    // Not revoked: it may be the very token that this workspace runs by.
    if ('problem' in read) return refuse(request, response, read.problem);
    const { installation } = read;
    const { teamId, teamName, installedBy, isForEnterprise } = installation;
    const became = await installed(installation);
    if (became === 'no_policy') {
      const isRevoked = await isGivenBack(installation.botToken);
      return refuse(request, response, {
        ...{ why: 'no_policy', teamName, file: `${teamId}.yml`, isGivenBack: isRevoked },
      });
    }
    log.info('the Slack app was installed', { team: teamId, by: installedBy, isForEnterprise, became });
    send(response, 200, pagesFor(request).installed(installation, became === 'started'));
  }

  /** What an error of the way means. What means nothing is a bug, ours if Slack's answer has been read. */
  function meaningOf(error: Error & { readonly code?: unknown }, isRead: boolean): InstallProblem | Fault {
    if (error instanceof Fault) return error;
    const fault = faultOf(error);
    if (fault !== null) return problemOf(fault.code) ?? fault;
    if (error instanceof StateError) return { why: error.why === 'foreign' ? 'other_browser' : error.why };
    if (error.code === 'slack_oauth_invalid_state' || error.code === 'slack_oauth_missing_state') {
      return { why: 'other_browser' };
    }
    if (isRead) throw error;
    return { why: 'unreadable' };
  }

  return {
    install: {
      get: guarded(async (request, response) => send(response, 200, pagesFor(request).start(scopes))),
      // What leads to Slack is a form: whoever only looks, Slack's preview of a link too, begins nothing.
      post: guarded(async (request, response) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        await provider.handleInstallPath(request, response);
      }),
    },
    redirect: {
      get: guarded(async (request, response) => {
        const query = new URLSearchParams((request.url ?? '').split('?')[1]);
        const error = query.get('error');
        if (error !== null) {
          const code = /^[a-z0-9_]{1,60}$/.test(error) ? error : 'unknown';
          return refuse(
            request,
            response,
            code === 'access_denied' ? { why: 'denied' } : { why: 'slack_refused', code },
          );
        }
        // A page that is loaded again has lost its cookie, and would hear of another browser.
        const seen = states.look(query.get('state') ?? '');
        if (seen === 'used' || seen === 'too_late') return refuse(request, response, { why: seen });
        let isRead = false;
        await provider.handleCallback(request, response, {
          afterInstallation: async (granted) => {
            isRead = true;
            await conclude(request, response, granted);
            // The provider keeps nothing of it.
            return false;
          },
          failureAsync: async (failure) => {
            const meaning = meaningOf(failure, isRead);
            if (meaning instanceof Fault) notNow(request, response, meaning);
            else refuse(request, response, meaning);
          },
        });
      }),
    },
  };
}

/** What Slack's refusal of a code means; null where it is an outage. https://docs.slack.dev/reference/methods/oauth.v2.access */
function problemOf(code: string): InstallProblem | null {
  switch (code) {
    case 'code_already_used':
      return { why: 'used' };
    case 'invalid_code':
      return { why: 'too_late' };
    case 'bad_client_secret':
      return { why: 'misconfigured', variable: 'SLACK_CLIENT_SECRET' };
    case 'invalid_client_id':
      return { why: 'misconfigured', variable: 'SLACK_CLIENT_ID' };
    case 'bad_redirect_uri':
      return { why: 'misconfigured', variable: 'PUBLIC_URL' };
    default:
      return null;
  }
}
