import type { Method } from './chat-methods.ts';
import type { JsonObject } from './check-value.ts';
import { askedTeam, exchangeIds, findPerson, grantedTeams, installationOf, shownId } from './grid.ts';
import { refuse } from './refuse.ts';
import type { Channel, Person, SlackState } from './state.ts';
import { openFor } from './workspace.ts';

export const directoryMethods: Readonly<Record<string, Method>> = {
  'auth.test': (state) => ({
    url: `https://${state.teamDomain}${installationOf(state).isForEnterprise ? '.enterprise' : ''}.slack.com/`,
    team: state.teamDomain,
    user: 'countersign',
    team_id: installationOf(state).id,
    ...(state.enterpriseId === null ? {} : { enterprise_id: state.enterpriseId }),
    user_id: state.botUserId,
    bot_id: state.botId,
    app_id: state.appId,
    is_enterprise_install: installationOf(state).isForEnterprise,
  }),
  'auth.teams.list': grantedTeams,
  'migration.exchange': exchangeIds,
  'users.info': (state, given) => {
    const asked = String(given.user);
    const person = findPerson(state, asked) ?? refuse('user_not_found');
    const isLocaleWanted = given.include_locale === true || given.include_locale === 'true';
    // Asked by one id, Slack need not tell the other as the person's `id`.
    return {
      user: { ...describePerson(state, person), id: asked, ...(isLocaleWanted ? { locale: person.locale } : {}) },
    };
  },
  'users.conversations': (state, given) => {
    askedTeam(state, given);
    const kinds = String(given.types ?? 'public_channel').split(',');
    const isUnarchivedOnly = given.exclude_archived === true || given.exclude_archived === 'true';
    const mine = [...state.channels.values()].filter(
      ({ kind, members, isArchived }) =>
        kinds.includes(`${kind}_channel`) && members.includes(state.botUserId) && !(isUnarchivedOnly && isArchived),
    );
    const from = Number(given.cursor ?? 0) || 0;
    const to = from + Math.min(Number(given.limit ?? 100) || 100, 999);
    return {
      // Slack says nothing of membership here: it lists where one is a member.
      channels: mine.slice(from, to).map((channel) => {
        const { is_member: _, ...described } = describeChannel(state, channel);
        return described;
      }),
      response_metadata: { next_cursor: to < mine.length ? String(to) : '' },
    };
  },
  'users.lookupByEmail': (state, given) => {
    if (!state.scopes.includes('users:read.email')) refuse('missing_scope');
    const asked = String(given.email).toLowerCase();
    const person = [...state.people.values()].find(({ email, isDeactivated }) => email === asked && !isDeactivated);
    return { user: describePerson(state, person ?? refuse('users_not_found')) };
  },
  'usergroups.users.list': (state, given) => {
    if (!state.scopes.includes('usergroups:read')) refuse('missing_scope');
    const groups = state.groups ?? refuse('plan_upgrade_required');
    const team = askedTeam(state, given);
    const group = groups.get(String(given.usergroup)) ?? refuse('no_such_subteam');
    if ((group.teamId ?? state.teamId) !== team) refuse('no_such_subteam');
    const isShown = !group.isDisabled || given.include_disabled === true || given.include_disabled === 'true';
    return { users: isShown ? group.members.map((id) => shownId(state, id)) : [] };
  },
  'conversations.info': (state, given) => ({ channel: describeChannel(state, visibleChannel(state, given.channel)) }),
  'conversations.members': (state, given) => {
    const { members } = visibleChannel(state, given.channel);
    const from = Number(given.cursor ?? 0) || 0;
    const to = from + Math.min(Number(given.limit ?? 100) || 100, 1000);
    return {
      members: members.slice(from, to),
      response_metadata: { next_cursor: to < members.length ? String(to) : '' },
    };
  },
  'conversations.open': (state, given) => {
    const known = typeof given.channel === 'string' ? state.channels.get(given.channel) : undefined;
    if (known !== undefined) return { channel: { id: known.id } };
    if (typeof given.users !== 'string' || given.users === '') refuse('users_list_not_supplied');
    const person = findPerson(state, given.users) ?? refuse('user_not_found');
    return { channel: { id: openFor(state, person).id } };
  },
};

/** The person as `users.info` and `user_change` carry them. */
export function describePerson(state: SlackState, person: Person): JsonObject {
  return {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    real_name: person.realName,
    deleted: person.isDeactivated,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz, state.now()),
    profile: {
      real_name: person.realName,
      display_name: person.displayName,
      title: person.title,
      team: person.teamId,
      // Left out for an app without `users:read.email`, which is no error.
      ...(state.scopes.includes('users:read.email') && person.email !== null ? { email: person.email } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_restricted: person.isGuest !== null,
    is_ultra_restricted: person.isGuest === 'ultra',
    is_stranger: person.isStranger,
    is_bot: person.isBot,
    is_app_user: false,
    ...(state.enterpriseId === null || person.memberOf === null
      ? {}
      : {
          enterprise_user: {
            id: person.globalId,
            enterprise_id: state.enterpriseId,
            enterprise_name: state.teamDomain,
            teams: person.memberOf,
          },
        }),
    updated: Math.floor(state.now().getTime() / 1000),
  };
}

function describeChannel(state: SlackState, channel: Channel): JsonObject {
  if (channel.kind === 'im') {
    const user = channel.members.find((member) => member !== state.botUserId);
    return { id: channel.id, is_im: true, is_channel: false, is_private: true, is_archived: false, user };
  }
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_archived: channel.isArchived,
    is_general: false,
    is_shared: channel.isExtShared || channel.sharedWith.length > 0,
    is_ext_shared: channel.isExtShared,
    is_org_shared: channel.sharedWith.length > 0,
    ...(channel.sharedWith.length === 0
      ? {}
      : {
          enterprise_id: state.enterpriseId,
          internal_team_ids: channel.sharedWith,
          connected_team_ids: channel.isExtShared ? ['T0ELSEWHERE'] : [],
        }),
    is_member: channel.members.includes(state.botUserId),
    num_members: channel.members.length,
    context_team_id: state.teamId,
  };
}

/** A private channel that the bot is not in does not exist for it. */
function visibleChannel(state: SlackState, id: unknown): Channel {
  const channel = state.channels.get(String(id)) ?? refuse('channel_not_found');
  const isHidden = channel.kind === 'private' && !channel.members.includes(state.botUserId);
  return isHidden ? refuse('channel_not_found') : channel;
}

/** By zone: to make one takes longer than all else that is answered of a person. */
const offsets = new Map<string, Intl.DateTimeFormat>();

function offsetSeconds(timeZone: string, at: Date): number {
  const format = offsets.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  offsets.set(timeZone, format);
  const parts = format.formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}
