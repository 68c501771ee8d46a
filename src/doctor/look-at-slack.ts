import type { WebClient } from '@slack/web-api';
import type { Config, Secrets } from '../config/environment.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { type OwnTeam, ownTeamOf } from '../slack/own-team.ts';
import { staysWithUs } from '../slack/shared-channel.ts';
import { asSlackFault } from '../slack/slack-fault.ts';
import { tryMessages } from '../slack/try-messages.ts';
import { createAppClient, createWebClients } from '../slack/web-clients.ts';
import { systemClock } from '../system-clock.ts';
import { type Finding, note, notSeen, right, wrong } from './finding.ts';
import { lookAtReach } from './look-at-reach.ts';

const channelIs = 'the channel’s name in Slack → About → at the very end';

/** How a token is given anew, where it doesn't work or lacks a scope. */
export type SlackMends = { readonly token: string; readonly scopes: string; readonly addresses: string };

export const mendsOfOne: SlackMends = {
  token: 'Copy the Bot User OAuth Token again (Slack app → OAuth & Permissions) into SLACK_BOT_TOKEN',
  scopes: 'Paste the manifest (npm run manifest) into the Slack app’s settings again, and reinstall the app',
  addresses: 'Add users:read.email under OAuth & Permissions → Bot Token Scopes, and reinstall the app',
};

/** The bot's token, what it may do, how Slack reaches us, and each channel of the policy. */
export async function lookAtSlack(
  config: Config,
  secrets: Secrets,
  policy: Policy | null,
  neededScopes: readonly string[],
  mends: SlackMends = mendsOfOne,
): Promise<readonly Finding[]> {
  const { slackBotToken: botToken } = secrets;
  // Of several workspaces: why it has none has a row of its own.
  if (botToken === null) return [];
  const client = createWebClients({ botToken, apiUrl: config.slackApiUrl }).background;
  let granted: readonly string[] | null;
  let ownTeam: OwnTeam;
  try {
    const told = await client.auth.test();
    granted = told.response_metadata?.scopes ?? null;
    ownTeam = ownTeamOf(told);
  } catch (error) {
    const { code, said, trouble } = asSlackFault(error);
    const mend = trouble === 'ourselves' ? mends.token : 'Check SLACK_API_URL, the proxy and the network';
    return [wrong('Slack: bot token', said === null ? code : `${code} (${said})`, mend)];
  }
  return [
    ...(await lookAtReach(client, ownTeam)),
    scopesOf(granted, neededScopes, mends),
    await wayIn(config, secrets),
    ...(await messages(client, config)),
    ...(await Promise.all(
      (policy?.organizations ?? []).map((one) => channelOf(client, ownTeam, one.login, one.channel)),
    )),
  ];
}

/** What the manifest has not: it is needed where the policy relies on an identity provider. */
const addresses = 'users:read.email';

function scopesOf(granted: readonly string[] | null, needed: readonly string[], mends: SlackMends): Finding {
  const what = 'Slack: scopes';
  if (granted === null) return note(what, 'Slack did not say which scopes the token has');
  const missing = needed.filter((scope) => !granted.includes(scope));
  const surplus = granted.filter((scope) => !needed.includes(scope));
  if (missing.length > 0) {
    return wrong(
      what,
      `missing: ${missing.join(', ')}`,
      missing.every((scope) => scope === addresses) ? mends.addresses : mends.scopes,
    );
  }
  return surplus.length > 0
    ? note(
        what,
        `more than needed: ${surplus.join(', ')}`,
        'Remove them under OAuth & Permissions, and reinstall the app',
      )
    : right(what, needed.join(', '));
}

async function wayIn({ slackApiUrl }: Config, { slackAppToken }: Secrets): Promise<Finding> {
  const what = 'Slack: way in';
  if (slackAppToken === null) {
    return note(what, 'over HTTP, at your own address; only a click in Slack shows whether it arrives');
  }
  try {
    await createAppClient({ appToken: slackAppToken, apiUrl: slackApiUrl }).apps.connections.open({});
    return right(what, 'Socket Mode: Slack lets us open connections');
  } catch (error) {
    const { code, trouble } = asSlackFault(error);
    if (trouble === 'passing') return notSeen(what, code);
    return code === 'link_disabled'
      ? wrong(what, 'Socket Mode is off', 'Switch it on: Slack app → Socket Mode')
      : wrong(
          what,
          `Slack did not accept the app token (${code})`,
          'Make one with the scope connections:write: Slack app → Basic Information → App-Level Tokens; put it into SLACK_APP_TOKEN',
        );
  }
}

async function channelOf(client: WebClient, ownTeam: OwnTeam, login: string, channel: string): Promise<Finding> {
  const what = `${login}: channel`;
  try {
    const { channel: found } = await client.conversations.info({ channel });
    const name = `#${found?.name ?? channel}`;
    if (found?.is_archived === true) {
      return wrong(what, `${name} is archived`, 'Unarchive it, or name another channel in the policy');
    }
    if (found?.is_member !== true)
      return wrong(what, `the bot is not in ${name}`, `Type /invite @Countersign in ${name}`);
    if (!staysWithUs(found, ownTeam)) {
      return wrong(
        what,
        `${name} is shared with another ${ownTeam.enterpriseId === null ? 'workspace' : 'company'}`,
        'Use a channel of your own alone: others read the cards there',
      );
    }
    if (found.is_private !== true) {
      return note(
        what,
        `${name} is public: cards name no private repository there`,
        'Make it private for cards that name all',
      );
    }
    const shared = found.is_org_shared === true ? ', shared within your enterprise' : '';
    return right(what, `${name} is private${shared}, and the bot is in it`);
  } catch (error) {
    const { code, trouble } = asSlackFault(error);
    if (trouble === 'passing') return notSeen(what, code);
    return wrong(
      what,
      `${channel}: ${code}`,
      `Check the id in the policy (${channelIs}), and type /invite @Countersign there`,
    );
  }
}

/** Every kind of message, made up and tried by Slack's own validator; nothing is posted. */
async function messages(client: WebClient, { slackCommand }: Config): Promise<readonly Finding[]> {
  const what = 'Slack: messages';
  const { kinds, tried, refused, endedBy } = await tryMessages(client, slackCommand, systemClock.now());
  const mend = 'Report it to Countersign’s maintainers: Slack may take such a message in its short form only';
  const rows = refused.map(({ kind, said }) => wrong(`${what}: ${kind}`, `Slack does not take it: ${said}`, mend));
  const taken = `Slack takes ${tried - refused.length} of ${kinds} kinds`;
  if (endedBy === null) return rows.length > 0 ? rows : [right(what, `Slack takes each of ${kinds} kinds`)];
  if (endedBy.code === 'unknown_method' || endedBy.code === 'method_deprecated')
    return [note(what, 'they can’t be tried: Slack offers no blocks.validate here')];
  return [...rows, note(what, `${taken}; the others were not tried (${endedBy.code})`, 'Run this again later')];
}
