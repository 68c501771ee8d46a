import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, organization } from '@countersign/sandbox-stage/cast';
import type { Death, KilledWorld } from './killed-world.ts';
import { buttonsOf } from './people.ts';

/** Each kind of message: the effect that posts it, who gets it, and what it begins with. */
const kinds = {
  request_card: { place: channel, begins: /^[A-Z][a-z]+ risk · .* requests .* for acme · PAT-\d+/ },
  request_sent: { place: 'mona', begins: /^Your request “[^”]*” for acme · PAT-\d+\n/ },
  request_approved: { place: 'mona', begins: /^<@\w+> approved “.+” for acme · PAT-\d+/ },
  request_news: { place: 'mona', begins: /^Your token “[^”]+” \(PAT-\d+\) can reach/ },
  expiry: { place: 'mona', begins: /^“[^”]+” for acme expire/ },
} as const;
export type Kind = keyof typeof kinds;

const decisions = new Set([
  'approve_request',
  'deny_request',
  'withdraw_request',
  'approve_pending_token',
  'deny_pending_token',
]);

function kindOf(text: string): Kind | null {
  const names = Object.keys(kinds) as Kind[];
  return names.find((kind) => kinds[kind].begins.test(text)) ?? null;
}

/** The kinds that Slack had posted when the program died, and whose posting it had not recorded: the one window for a second one. */
export function unrecorded({ stored, posted }: Death): readonly Kind[] {
  return (Object.keys(kinds) as Kind[]).filter((kind) => {
    const recorded = stored.effects.filter(({ state, message }) => state === 'done' && message === kind).length;
    return posted.filter(({ text }) => kindOf(text) === kind).length > recorded;
  });
}

function firstWords(message: PostedMessage): string {
  return message.versions[0]?.text ?? '';
}

/** Problems with who was told what: one of each expected kind, two only where the window was met, and nothing else to anybody. */
export function messageProblems(killed: KilledWorld, expected: readonly Kind[]): readonly string[] {
  const { slack } = killed.world;
  const inChannel = slack.messagesIn(channel).filter((message) => kindOf(firstWords(message)) !== null);
  const toMona = slack.directMessages(cast.mona.slackId);
  const others = [cast.bea, cast.carl, cast.dan].flatMap(({ slackId }) => slack.directMessages(slackId));
  const windows = killed.death === null ? [] : unrecorded(killed.death);
  const problems = others.map((message) => `somebody else was told: ${firstWords(message)}`);
  for (const [place, messages] of [
    [channel, inChannel],
    ['mona', toMona],
  ] as const) {
    for (const message of messages) {
      const kind = kindOf(firstWords(message));
      const isDue = kind !== null && expected.includes(kind) && kinds[kind].place === place;
      if (!isDue) problems.push(`not expected in ${place}: ${firstWords(message)}`);
    }
    for (const kind of expected.filter((one) => kinds[one].place === place)) {
      const count = messages.filter((message) => kindOf(firstWords(message)) === kind).length;
      const most = windows.includes(kind) ? 2 : 1;
      if (count < 1 || count > most) problems.push(`${kind} was posted ${count} times in ${place}`);
    }
  }
  return problems;
}

/** Problems with what must hold after any death: nothing waits, nothing was given up, the trail is whole, no program error. */
export async function commonProblems(killed: KilledWorld): Promise<readonly string[]> {
  const stored = await killed.stored();
  const open = stored.effects.filter(({ state }) => state !== 'done' && state !== 'cancelled');
  const live = stored.copies.flatMap(({ channel: place, ts }) => {
    const message = killed.world.slack.messagesIn(place).find((one) => one.ts === ts);
    if (message === undefined) return [`the copy ${place} ${ts} is not in Slack`];
    const left = buttonsOf(message).filter((button) => decisions.has(button));
    return left.map((button) => `a known card still has ${button}`);
  });
  return [
    ...open.map((effect) => `an effect is left: ${JSON.stringify(effect)}`),
    ...(stored.openHints > 0 ? [`${stored.openHints} hints are left`] : []),
    ...(stored.brokenEntry === null ? [] : [`the trail is broken at ${stored.brokenEntry}`]),
    ...live,
    ...killed.errors.map((error) => `the program logged: ${error}`),
  ];
}

function count(what: string, actual: number, wanted: number): readonly string[] {
  return actual === wanted ? [] : [`${actual} of ${what} instead of ${wanted}`];
}

/** Problems with the end of the approve path: one request, one approval, one token, on every side. */
export async function approveProblems(killed: KilledWorld, token: LocalToken): Promise<readonly string[]> {
  const { github } = killed.world;
  const { requests, pendingTokens, activeTokens, notices, acts } = await killed.stored();
  const [request] = requests;
  const applied = github.state.reviews.map(({ act, tokenId }) => `${act} ${tokenId}`);
  const reviews = request?.reviews.map(({ act, by }) => `${act} by ${by.login}`) ?? [];
  return [
    ...(github.activeTokens(organization).includes(token) ? [] : ['the token is not active on GitHub']),
    ...(applied.join() === `approve ${token.tokenId}` ? [] : [`GitHub applied: ${applied.join()}`]),
    ...count('requests', requests.length, 1),
    ...(request?.status === 'fulfilled' ? [] : [`the request is ${request?.status}`]),
    ...(request?.claimedByTokenId === token.tokenId ? [] : ['the request is not claimed by the token']),
    ...(reviews.join() === 'approve by bea-owner' ? [] : [`the reviews are ${reviews.join()}`]),
    ...count('approved pending tokens', pendingTokens.filter(({ status }) => status === 'approved').length, 1),
    ...count('pending tokens', pendingTokens.length, 1),
    ...count('active tokens', activeTokens.filter(({ status }) => status === 'active').length, 1),
    ...count('active token rows', activeTokens.length, 1),
    ...count('planned notices', notices.filter(({ status }) => status === 'planned').length, 6),
    ...['request.submit', 'request.approve', 'request.claim', 'request.fulfil', 'active_token.find'].flatMap((act) =>
      count(act, acts.filter((one) => one === act).length, 1),
    ),
  ];
}
