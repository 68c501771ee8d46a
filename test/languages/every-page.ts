// Every page that a browser shows, in one wording: those of the sign-in and of the installation.
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import type { SignedIn } from '../../src/domain/people/sign-in.ts';
import type { Installation } from '../../src/ports/installations.ts';
import type { SlackPerson } from '../../src/ports/slack.ts';
import { installPages } from '../../src/web/install-pages.ts';
import { linkPages } from '../../src/web/link-pages.ts';
import { htmlOf, type Page } from '../../src/web/page.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { noon } from '../support/sample-scopes.ts';
import { installProblems } from './samples-besides.ts';

const person: SlackPerson = {
  slackId: 'U0MONA' as SlackUserId,
  globalId: 'U0MONA' as SlackUserId,
  name: 'Mona Reyes',
  displayName: 'Mona',
  title: '',
  handle: 'mona',
  zone: 'Asia/Tokyo',
  language: 'ja',
  isGuest: false,
  isBot: false,
  isStranger: false,
  isDeactivated: false,
  teams: ['T0ACME'],
};
const signedIn: SignedIn = {
  ...{
    slackId: 'U0MONA' as SlackUserId,
    version: 1,
    teamId: 'T0ACME',
    ticketHash: 't',
    browserHash: 'b',
    stateHash: 's',
  },
  account: { githubId: 7 as GithubUserId, login: 'mona' },
  ownToken: null,
  startedAt: noon,
};

const installation: Installation = {
  teamId: 'T0ACME',
  enterpriseId: null,
  isForEnterprise: false,
  teamName: 'Acme Inc',
  botToken: '',
  botUserId: null,
  installedBy: 'U0MONA' as SlackUserId,
  installedAt: noon,
};

/** What somebody reads on it: its title, and no markup. */
function wordsOf(page: Page): string {
  return htmlOf(page)
    .replaceAll(/<(style)>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

export async function everyPage(wording: Wording): Promise<readonly (readonly [name: string, words: string])[]> {
  const pages = linkPages(
    { directory: { person: async () => person }, signIn: { team: { id: 'T0ACME', name: 'Acme Inc' } } },
    wording,
    'ja',
    'https://countersign.example/github/link',
  );
  const withToken = { ...signedIn, ownToken: { sealed: 's', expiresAt: null } as never };
  const shown: Readonly<Record<string, Page>> = {
    start: await pages.start(signedIn, 'ticket', 'form'),
    confirm: await pages.confirm(signedIn, 'form'),
    'confirm in one’s name': await pages.confirm(withToken, 'form'),
    done: pages.done('mona'),
    cancelled: pages.cancelled,
    refused: pages.refused(pages.lost),
    'too many': pages.tooMany,
    unreadable: pages.unreadable,
    'not now': pages.notNow,
  };
  const ofInstalling = installPages(wording, 'ja', '/slack/install');
  const installing: Readonly<Record<string, Page>> = {
    start: ofInstalling.start(['commands', 'users:read.email', 'bookmarks:read']),
    installed: ofInstalling.installed(installation, true),
    'installed, not started': ofInstalling.installed(installation, false),
    'installed for all': ofInstalling.installed({ ...installation, isForEnterprise: true }, true),
    ...Object.fromEntries(
      Object.entries(installProblems).map(([why, problem]) => [why, ofInstalling.refused(problem)]),
    ),
    'no policy, access revoked': ofInstalling.refused({ ...installProblems.no_policy, isGivenBack: true }),
    'too many': ofInstalling.tooMany,
    'not now': ofInstalling.notNow,
  };
  const named = [
    ...Object.entries(shown),
    ...Object.entries(installing).map(([name, page]) => [`install: ${name}`, page] as const),
  ];
  return named.map(([name, page]) => [name, wordsOf(page)] as const);
}
