import type { LocalToken } from '@countersign/sandbox-github/state';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import { buttonsOf } from '../people.ts';
import { storedIn } from '../stored-state.ts';
import type { Several } from './several-processes.ts';

const once = ['request.submit', 'request.approve', 'request.claim', 'request.fulfil', 'active_token.find'];

/** What the requester is told of the approval; one of the moments waits for it (`moments.ts`). */
export const approvalTold = /^<@\w+> approved “.+” for acme · PAT-1/;

/** What each of them is told, and by which words one knows it. */
const messages = [
  { where: 'channel', begins: /^[A-Z][a-z]+ risk · .* requests .* for acme · PAT-1/ },
  { where: 'mona', begins: /^Your request “[^”]*” for acme · PAT-1\n/ },
  { where: 'mona', begins: approvalTold },
  { where: 'mona', begins: /^Your token “[^”]+” \(PAT-1\) can reach/ },
] as const;

/** What the log may say of it. */
const expected = [
  // The database was away, or another held what was wanted.
  /unreachable|"busy"|Connection terminated|not yet accepting/,
  // Whoever was stopped for so long answers a click that Slack has given up.
  /not acknowledged within 3 seconds|Cannot write headers after they are sent/,
  // Its clock stood, too.
  /the machine’s clock is wrong/,
];

function count(what: string, found: number, wanted: number, most = wanted): readonly string[] {
  return found >= wanted && found <= most ? [] : [`${found} of ${what}`];
}

/**
 * Problems with the end of one request, one approval, one token, whatever went wrong on the way. `mayDouble`: it was struck between
 * Slack's taking a message and our record of it, the one window for a second one.
 */
export async function approvedProblems(
  world: Several,
  token: LocalToken,
  mayDouble: boolean,
): Promise<readonly string[]> {
  const stored = await storedIn(world.database);
  const [request] = stored.requests;
  const first = (message: Parameters<typeof textOf>[0] & { readonly versions: readonly { readonly text: string }[] }) =>
    message.versions[0]?.text ?? '';
  const inChannel = world.slack.messagesIn(channel);
  const texts = {
    channel: inChannel.map(first),
    mona: world.slack.directMessages(cast.mona.slackId).map(first),
  };
  const open = stored.effects.filter(({ state }) => state !== 'done' && state !== 'cancelled');
  const known = inChannel.filter(({ ts }) => stored.copies.some((copy) => copy.ts === ts));
  return [
    ...(world.github.activeTokens(organization).includes(token) ? [] : ['the token is not active on GitHub']),
    ...count('reviews that GitHub took', world.github.state.reviews.length, 1),
    ...count('requests', stored.requests.length, 1),
    ...(request?.status === 'fulfilled' ? [] : [`the request is ${request?.status}`]),
    ...count('reviews', request?.reviews.length ?? 0, 1),
    ...once.flatMap((act) => count(act, stored.acts.filter((one) => one === act).length, 1)),
    ...count('grants', stored.activeTokens.length, 1),
    ...messages.flatMap(({ where, begins }) =>
      count(
        `${begins} in ${JSON.stringify(texts[where])}`,
        texts[where].filter((text) => begins.test(text)).length,
        1,
        mayDouble ? 2 : 1,
      ),
    ),
    ...known.filter((card) => buttonsOf(card).includes('approve_request')).map((card) => `open: ${textOf(card)}`),
    ...open.map((effect) => `an effect is left: ${JSON.stringify(effect)}`),
    ...count('open hints', stored.openHints, 0),
    ...(stored.brokenEntry === null ? [] : [`the trail is broken at ${stored.brokenEntry}`]),
    ...world.errors().filter((error) => !expected.some((one) => one.test(error))),
  ];
}
