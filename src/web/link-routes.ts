import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptedLanguage } from '../domain/language.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { cancelSignIn, confirmSignIn } from '../operations/people/finish-sign-in.ts';
import {
  leaveForGithub,
  openSignIn,
  returnFromGithub,
  type SignInPorts,
  signedIn,
} from '../operations/people/follow-sign-in.ts';
import { Fault } from '../ports/fault.ts';
import type { Wordings } from '../wording/wording-for.ts';
import { browserCookie, formSecret } from './browser-cookie.ts';
import { linkPages } from './link-pages.ts';
import { headersOf, type Page, sendPage } from './page.ts';

/** A form of ours is a few hundred bytes. */
const mostFormBytes = 4_096;
/** What one address may ask for. Behind a proxy that is everybody: a company of 500 in its first hour has room. */
const share = { atOnce: 200, anHour: 6_000 };

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type FormHandler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>;

export type LinkRoutes = {
  readonly link: { readonly get: Handler; readonly post: FormHandler };
  readonly callback: { readonly get: Handler };
};

/**
 * The pages on which somebody links their GitHub account. Looking at one changes nothing (Slack's preview and scanners of links look too);
 * what changes something is a form, from the browser that was shown it.
 */
export function linkRoutes(options: {
  readonly ports: SignInPorts;
  readonly wordings: Wordings;
  readonly publicUrl: string;
  readonly githubWebUrl: string;
  /** Null where there is one only. */
  readonly workspace: string | null;
}): LinkRoutes {
  const { ports, wordings, publicUrl, githubWebUrl, workspace } = options;
  const { secrets } = ports.signIn;
  const cookie = browserCookie(publicUrl, workspace);
  const ownPage = `${publicUrl}/github/link${workspace === null ? '' : `?workspace=${workspace}`}`;
  const headers = headersOf(githubWebUrl);

  /** The pages in the language that the browser asks for: until somebody has signed in, nothing else says who reads them. */
  function pagesFor(request: IncomingMessage) {
    const language = acceptedLanguage(request.headers['accept-language']);
    const wording = wordings(language);
    return { ...linkPages(ports, wording, language, ownPage), isOutage: wording.isOutage };
  }

  function refuse(response: ServerResponse, refusal: Refusal, pages: ReturnType<typeof pagesFor>): void {
    sendPage(response, pages.isOutage(refusal) ? 503 : 403, pages.refused(refusal), headers);
  }

  function show(response: ServerResponse, page: Page, browser: string): void {
    sendPage(response, 200, page, { ...headers, 'set-cookie': cookie.give(browser) });
  }

  function seeOther(response: ServerResponse, location: string): void {
    response.writeHead(303, { ...headers, location }).end();
  }

  /** Every page: not too many at once, and in words where Slack, GitHub or the database does not answer. */
  function guarded<Rest extends readonly unknown[]>(
    handle: (request: IncomingMessage, response: ServerResponse, ...rest: Rest) => Promise<void>,
  ): (request: IncomingMessage, response: ServerResponse, ...rest: Rest) => Promise<void> {
    return async (request, response, ...rest) => {
      const pages = pagesFor(request);
      const who = `pages ${request.socket.remoteAddress ?? ''}`;
      if (ports.pace.left(who, share) < 1) return sendPage(response, 429, pages.tooMany, headers);
      ports.pace.spend(who, share, 1);
      try {
        await handle(request, response, ...rest);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        ports.log.warn('a page could not be shown', error.fields);
        sendPage(response, 503, pages.notNow, headers);
      }
    };
  }

  return {
    link: {
      get: guarded(async (request, response) => {
        const pages = pagesFor(request);
        const ticket = queryOf(request).get('ticket');
        const known = cookie.read(request);
        if (ticket === null) {
          const found = await signedIn(ports, known);
          if (isRefusal(found) || known === null) return refuse(response, isRefusal(found) ? found : pages.lost, pages);
          return show(response, await pages.confirm(found, formSecret(secrets, known)), known);
        }
        const found = await openSignIn(ports, ticket, known);
        if (isRefusal(found)) return refuse(response, found, pages);
        const browser = known ?? secrets.next();
        show(response, await pages.start(found, ticket, formSecret(secrets, browser)), browser);
      }),
      post: guarded(async (request, response, body) => {
        const pages = pagesFor(request);
        const browser = cookie.read(request);
        const form = new URLSearchParams(body.length > mostFormBytes ? '' : body.toString('utf8'));
        // A form that another site sends has no cookie of ours; one that was shown in another browser not this secret.
        if (browser === null || form.get('form') !== formSecret(secrets, browser))
          return refuse(response, pages.lost, pages);
        const step = form.get('step');
        if (step === 'sign_in') {
          const left = await leaveForGithub(ports, form.get('ticket') ?? '', browser);
          return isRefusal(left) ? refuse(response, left, pages) : seeOther(response, left.url);
        }
        if (step === 'cancel') {
          const refusal = await cancelSignIn(ports, browser);
          return refusal === null
            ? sendPage(response, 200, pages.cancelled, headers)
            : refuse(response, refusal, pages);
        }
        if (step !== 'confirm') return sendPage(response, 400, pages.unreadable, headers);
        const linked = await confirmSignIn(ports, browser, form.get('named'), form.get('in_my_name') === 'yes');
        if (isRefusal(linked)) return refuse(response, linked, pages);
        sendPage(response, 200, pages.done(linked.login), headers);
      }),
    },
    callback: {
      get: guarded(async (request, response) => {
        const query = queryOf(request);
        const state = ownState(query.get('state') ?? '', workspace);
        const code = query.get('code');
        const back = await returnFromGithub(ports, cookie.read(request), { state, code: code === '' ? null : code });
        if (isRefusal(back)) return refuse(response, back, pagesFor(request));
        // On to an address without the code: the browser keeps addresses.
        seeOther(response, ownPage);
      }),
    },
  };
}

/** What GitHub hands back names the workspace first: by that it came here. */
function ownState(state: string, workspace: string | null): string {
  if (workspace === null) return state;
  return state.slice(workspace.length + 1);
}

export function queryOf(request: IncomingMessage): URLSearchParams {
  const [, query = ''] = (request.url ?? '').split('?');
  return new URLSearchParams(query);
}
