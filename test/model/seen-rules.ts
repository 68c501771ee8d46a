import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel } from '@countersign/sandbox-stage/cast';
import type { ProvenWorld } from './proven-world.ts';

/** Put together here, so that no scanner takes this file for a leak. */
export const canary = `github${'_pat_'}11CANARY00000000000000_${'x'.repeat(40)}`;

const privateNames = ['payments', 'release-tools', 'board-papers'];
/** Who may read which private repository; owners read all, and the channel is theirs. */
const readable: Readonly<Record<string, readonly string[]>> = {
  [cast.mona.slackId]: ['payments', 'release-tools'],
  [cast.dan.slackId]: ['release-tools'],
};
const others = [cast.mona, cast.dan, cast.gus, cast.nell];

function said({ versions }: PostedMessage): string {
  return JSON.stringify(versions);
}

/** Whoever gets a private repository's name by direct message or privately may read that repository (I7). */
export function privateNameRules({ world: { slack } }: ProvenWorld): readonly string[] {
  return others.flatMap(({ slackId, name }) => {
    const hidden = privateNames.filter((one) => !(readable[slackId] ?? []).includes(one));
    const got = [...slack.directMessages(slackId), ...slack.ephemerals(slackId)].map(said).join('\n');
    return hidden.filter((one) => got.includes(one)).map((one) => `I7 ${name} was told of ${one}`);
  });
}

/** No credential is in a message, in a log line or in the database's files (I8). */
export function credentialRules(proven: ProvenWorld): readonly string[] {
  const { slack, github, secrets } = proven.world;
  const secretTexts = [
    canary,
    secrets.slackBotToken,
    secrets.slackSigningSecret,
    secrets.githubWebhookSecret ?? canary,
    secrets.githubAppPrivateKey.slice(60, 120),
    ...github.state.installationTokens.keys(),
  ];
  const people = Object.values(cast).map(({ slackId }) => slackId);
  const messages = [channel].flatMap((id) => slack.messagesIn(id));
  const all = [...messages, ...people.flatMap((id) => [...slack.directMessages(id), ...slack.ephemerals(id)])];
  const sinks: readonly (readonly [string, string])[] = [
    ['a message', all.map(said).join('\n')],
    ['the log', proven.said.join('\n')],
    ['the database', proven.stored.text()],
  ];
  return sinks.flatMap(([sink, text]) =>
    secretTexts.filter((one) => text.includes(one)).map((one) => `I8 ${one.slice(0, 12)}… is in ${sink}`),
  );
}

/** Messages that stand for good: what a command was answered privately is none. */
export function boardOf({ world: { slack } }: ProvenWorld): readonly PostedMessage[] {
  const places = Object.values(cast).map(({ slackId }) => slack.directMessages(slackId));
  return [...slack.messagesIn(channel), ...places.flat()];
}

/** No more messages than posts that were recorded, but for those whose answer or record was lost (I6). */
export class PostRules {
  readonly #done = new Set<number>();

  check(proven: ProvenWorld): readonly string[] {
    for (const { id, state, effect } of proven.stored.effects()) {
      if (effect.kind === 'post' && state === 'done') this.#done.add(id);
    }
    const board = boardOf(proven).length;
    const most = this.#done.size + proven.journal.lostPosts;
    return board <= most ? [] : [`I6 ${board} messages stand in Slack, where ${most} at most were to be posted`];
  }
}

export function readsOf(message: PostedMessage): string {
  return textOf(message);
}
