import type { WebClient } from '@slack/web-api';
import { findOwnTeam, teamsOf } from '../slack/own-team.ts';
import { asSlackFault } from '../slack/slack-fault.ts';
import { createWebClients } from '../slack/web-clients.ts';
import { setUp } from '../wording/english/set-up.ts';
import type { Option } from './prompts.ts';
import { Halted, type Setting, variableOf } from './setting.ts';

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  /** Reaches people of another workspace, or is about to. */
  readonly isShared: boolean;
};

/** What is wrong with a channel; `refused`: people of another company would read the cards. */
export type Judged =
  | { readonly is: 'good' }
  | { readonly is: 'refused' }
  | { readonly is: 'doubtful'; readonly why: string };

export function judgeChannel({ isPrivate, isShared }: Channel): Judged {
  if (isShared) return { is: 'refused' };
  return isPrivate ? { is: 'good' } : { is: 'doubtful', why: setUp.channelPublic };
}

/** What to pick from. A single channel that nothing is wrong with is taken without a question. */
export function channelChoice(
  channels: readonly Channel[],
): { readonly taken: Channel } | { readonly options: readonly Option<Channel | null>[] } {
  const [only] = channels;
  if (channels.length === 1 && only !== undefined && judgeChannel(only).is === 'good') return { taken: only };
  return {
    options: [
      ...channels.map((channel): Option<Channel> => {
        const judged = judgeChannel(channel);
        const hint = judged.is === 'refused' ? setUp.channelShared : judged.is === 'doubtful' ? judged.why : undefined;
        return { value: channel, label: `#${channel.name}`, ...(hint === undefined ? {} : { hint }) };
      }),
      { value: null, label: setUp.anotherChannel, hint: setUp.anotherChannelHint },
    ],
  };
}

async function channelsOf(client: WebClient): Promise<readonly Channel[]> {
  const found: Channel[] = [];
  // An org-wide token lists one workspace's channels at a time; those that several share come several times.
  for (const team of await teamsOf(client, await findOwnTeam(client)))
    for (const one of await channelsIn(client, team)) if (!found.some(({ id }) => id === one.id)) found.push(one);
  return found.toSorted((one, other) => one.name.localeCompare(other.name));
}

async function channelsIn(client: WebClient, team: string | undefined): Promise<readonly Channel[]> {
  const found: Channel[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.users.conversations({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 200,
      ...(team === undefined ? {} : { team_id: team }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const one of page.channels ?? []) {
      if (one.id === undefined) continue;
      found.push({
        id: one.id,
        name: one.name ?? one.id,
        isPrivate: one.is_private === true,
        isShared: one.is_ext_shared === true || one.is_pending_ext_shared === true,
      });
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return found;
}

export function slackClient(setting: Setting): WebClient {
  const botToken = variableOf(setting, 'SLACK_BOT_TOKEN');
  return createWebClients({ botToken, apiUrl: setting.places.slackApiUrl }).background;
}

/** Slack's failure as a halt: what is stored stays, and nothing is guessed. */
export async function ofSlack<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw new Halted(setUp.outageStop(setUp.slackOutage(asSlackFault(error).code)));
  }
}

/** The channel where reviewers decide, of those that the bot is in; waits until it is in one. */
export async function channel(setting: Setting): Promise<Channel> {
  const { prompts } = setting;
  const client = slackClient(setting);
  let isTold = false;
  for (;;) {
    const channels = await ofSlack(() => channelsOf(client));
    if (channels.length === 0) {
      if (!isTold) prompts.say(setUp.inviteHow);
      isTold = true;
      await setting.pause();
      continue;
    }
    const choice = channelChoice(channels);
    const chosen = 'taken' in choice ? choice.taken : await prompts.choose(setUp.whichChannel, choice.options);
    if (chosen === null) continue;
    const judged = judgeChannel(chosen);
    if (judged.is === 'refused') {
      prompts.say(setUp.channelRefused(chosen.name));
      continue;
    }
    prompts.say(
      judged.is === 'good'
        ? setUp.kept(setUp.channelTaken(chosen.name))
        : setUp.channelTakenWith(chosen.name, judged.why),
    );
    return chosen;
  }
}
