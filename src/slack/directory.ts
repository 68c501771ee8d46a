import type { UsersInfoResponse } from '@slack/web-api';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import { type Language, languageOf } from '../domain/language.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Directory, SlackAddresses, SlackChannel, SlackPerson } from '../ports/slack.ts';
import { exchangeIds } from './global-ids.ts';
import { isOrgWide, type OwnTeam, teamsOf } from './own-team.ts';
import { staysWithUs } from './shared-channel.ts';
import { asSlackFault } from './slack-fault.ts';
import { askGroups } from './user-group.ts';
import type { WebClients } from './web-clients.ts';

type SlackUser = NonNullable<UsersInfoResponse['user']>;

const keptMs = 300_000;
/** Whoever changes it is told of by `user_change`; where that was lost, or went to another process, it is asked again after so long. */
const languageKeptMs = 6 * 3_600_000;
const mostKept = 10_000;
/** So few are asked for one by one, which answers at once; more are exchanged together. */
const fewIds = 5;
/** Slack advises no more: https://docs.slack.dev/reference/methods/conversations.members */
const membersAPage = 200;
/** Twenty thousand people: who is in a larger channel is not known. */
const mostPages = 100;

class Cache<Key, Value> {
  readonly #kept = new Map<Key, { readonly value: Value; readonly at: number }>();
  readonly #clock: Clock;
  readonly #keptMs: number;

  constructor(clock: Clock, forMs = keptMs) {
    this.#clock = clock;
    this.#keptMs = forMs;
  }

  get(key: Key): Value | undefined {
    const found = this.#kept.get(key);
    // A clock that was set back makes nothing fresh again.
    return found !== undefined && Math.abs(this.#clock.now() - found.at) < this.#keptMs ? found.value : undefined;
  }

  set(key: Key, value: Value): void {
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(key, { value, at: this.#clock.now() });
  }

  delete(key: Key): void {
    this.#kept.delete(key);
  }

  deleteWhere(isIt: (value: Value) => boolean): void {
    for (const [key, { value }] of this.#kept) if (isIt(value)) this.#kept.delete(key);
  }
}

function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Fault('slack', 'timeout', { isRetryable: true })), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Slack's directory, kept for five minutes; who changes is dropped at once (`user_change`). `patience` multiplies how long it is waited for. */
export function createDirectory(
  { interactive, background }: WebClients,
  ownTeam: Pick<OwnTeam, 'teamId' | 'enterpriseId' | 'url'>,
  clock: Clock,
  patience = 1,
  addresses: SlackAddresses = new Map(),
): Directory {
  const people = new Cache<SlackUserId, SlackPerson>(clock);
  const languages = new Cache<SlackUserId, Language>(clock, languageKeptMs);
  const channels = new Cache<ChannelId, SlackChannel>(clock);
  const members = new Cache<ChannelId, ReadonlySet<SlackUserId>>(clock);
  /** Pages that are being read: whoever has no time to wait for all of them finds them later. */
  const readings = new Map<ChannelId, Promise<ReadonlySet<SlackUserId>>>();
  /** What is being asked. An answer that was under way when the person changed is not kept. */
  const questions = new Map<SlackUserId, Promise<SlackPerson | null>>();

  function keep(slackId: SlackUserId, person: SlackPerson | null): void {
    if (person === null) {
      people.delete(slackId);
      languages.delete(slackId);
      return;
    }
    people.set(slackId, person);
    languages.set(slackId, person.language);
  }

  /** Whoever asks for the same person meanwhile gets the same answer: a hundred clicks are one question. */
  async function askPerson(slackId: SlackUserId): Promise<SlackPerson | null> {
    const underWay = questions.get(slackId);
    if (underWay !== undefined) return underWay;
    const question = describe(slackId);
    questions.set(slackId, question);
    const isCurrent = (): boolean => questions.get(slackId) === question;
    try {
      const person = await question;
      if (isCurrent()) keep(slackId, person);
      return person;
    } finally {
      if (isCurrent()) questions.delete(slackId);
    }
  }

  async function info(slackId: SlackUserId): Promise<SlackUser | null> {
    const asked = { user: addresses.get(slackId) ?? slackId, include_locale: true };
    const { user } = await interactive.users.info(asked).catch((error: unknown) => {
      const fault = asSlackFault(error);
      // That is an answer, and stays one; anything else may be different in a minute.
      if (fault.code === 'user_not_found' || fault.code === 'user_not_visible') return { user: null };
      throw fault;
    });
    if (user === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
    return user;
  }

  async function describe(slackId: SlackUserId): Promise<SlackPerson | null> {
    const user = await info(slackId);
    return user === null ? null : personOf(slackId, user);
  }

  function personOf(slackId: SlackUserId, user: SlackUser): SlackPerson {
    const { enterprise_user: onGrid } = user;
    // On Enterprise Grid `team_id` is the home workspace or the enterprise; where else they are a member stands apart.
    const teams = [user.team_id, ...(onGrid?.teams ?? []), onGrid?.enterprise_id].filter((id) => id !== undefined);
    // Another enterprise's id of somebody says nothing here.
    const isOfOurs = ownTeam.enterpriseId !== null && onGrid?.enterprise_id === ownTeam.enterpriseId;
    // Whoever left each of its workspaces is no member of the enterprise any more.
    const isMember = isOrgWide(ownTeam) ? isOfOurs && (onGrid?.teams ?? []).length > 0 : teams.includes(ownTeam.teamId);
    return {
      slackId,
      globalId: ((isOfOurs ? onGrid?.id : undefined) ?? slackId) as SlackUserId,
      name: user.real_name ?? user.name ?? slackId,
      displayName: user.profile?.display_name ?? '',
      title: user.profile?.title ?? '',
      handle: user.name ?? slackId,
      zone: user.tz ?? 'UTC',
      language: languageOf(user.locale),
      isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
      isBot: user.is_bot === true || slackId === 'USLACKBOT',
      isDeactivated: user.deleted === true,
      isStranger: user.is_stranger === true || !isMember,
      teams,
    };
  }

  async function askByAddress(email: string): Promise<SlackPerson | null> {
    const { user } = await background.users.lookupByEmail({ email }).catch((error: unknown) => {
      const fault = asSlackFault(error);
      if (fault.code === 'users_not_found') return { user: null };
      throw fault;
    });
    if (user === null) return null;
    if (user?.id === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
    // Slack may know an address by more than its letters: only the very same is theirs.
    const isSame = user.profile?.email?.toLowerCase() === email.toLowerCase();
    return isSame ? personOf(user.id as SlackUserId, user) : null;
  }

  const askGroup = askGroups(interactive, () => teamsOf(interactive, ownTeam));
  const groups = new Cache<string, { readonly members: Awaited<ReturnType<typeof askGroup>> }>(clock);

  async function groupLately(group: string): ReturnType<typeof askGroup> {
    const known = groups.get(group);
    if (known !== undefined) return known.members;
    const members = await askGroup(group);
    groups.set(group, { members });
    return members;
  }

  async function askEach(ids: readonly SlackUserId[]): Promise<ReadonlyMap<SlackUserId, SlackUserId>> {
    const found = await Promise.all(ids.map(async (id) => people.get(id) ?? askPerson(id)));
    return new Map(found.flatMap((one) => (one === null ? [] : [[one.slackId, one.globalId] as const])));
  }

  async function askGlobalIds(ids: readonly SlackUserId[]): Promise<ReadonlyMap<SlackUserId, SlackUserId>> {
    const told = ids.length <= fewIds ? await askEach(ids) : new Map<SlackUserId, SlackUserId>();
    const left = ids.filter((id) => !told.has(id));
    if (left.length === 0) return told;
    try {
      // An id that a workspace had before it joined, a token of the whole enterprise may know by exchanging it alone.
      return new Map([...told, ...(await exchangeIds(background, left, await teamsOf(background, ownTeam)))]);
    } catch (error) {
      // What Slack won't have exchanged it tells of each person.
      if (error instanceof Fault && error.trouble !== 'passing') return told.size > 0 ? told : askEach(ids);
      throw error;
    }
  }

  async function readMembers(channel: ChannelId): Promise<ReadonlySet<SlackUserId>> {
    const found = new Set<SlackUserId>();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const about = { channel, limit: membersAPage, ...(cursor === undefined ? {} : { cursor }) };
      const answer = await interactive.conversations.members(about).catch((error: unknown) => {
        throw asSlackFault(error);
      });
      if (answer.members === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
      for (const one of answer.members) found.add(one as SlackUserId);
      cursor = answer.response_metadata?.next_cursor;
      if (cursor === undefined || cursor === '') return found;
    }
    throw new Fault('slack', 'too_many_members', { isRetryable: false });
  }

  async function askMembers(channel: ChannelId): Promise<ReadonlySet<SlackUserId>> {
    const underWay = readings.get(channel);
    if (underWay !== undefined) return underWay;
    const reading = readMembers(channel);
    readings.set(channel, reading);
    const isCurrent = (): boolean => readings.get(channel) === reading;
    try {
      const found = await reading;
      if (isCurrent()) members.set(channel, found);
      return found;
    } finally {
      if (isCurrent()) readings.delete(channel);
    }
  }

  async function askChannel(channel: ChannelId): Promise<SlackChannel> {
    const { channel: found } = await background.conversations.info({ channel }).catch((error: unknown) => {
      throw asSlackFault(error);
    });
    const answer: SlackChannel = { channel, isConfidential: found?.is_private === true && staysWithUs(found, ownTeam) };
    channels.set(channel, answer);
    return answer;
  }

  return {
    isOnGrid: ownTeam.enterpriseId !== null,
    // As `chat.getPermalink` answers it, without a call a card.
    addressOfMessage: ({ channel, ts }) =>
      ownTeam.url === null ? null : new URL(`/archives/${channel}/p${ts.replace('.', '')}`, ownTeam.url).href,
    globalIds: (ids, timeoutMs) => withTimeout(askGlobalIds(ids), timeoutMs * patience),
    known: (slackId) => people.get(slackId),
    person: (slackId, timeoutMs) => {
      const known = people.get(slackId);
      return known === undefined ? withTimeout(askPerson(slackId), timeoutMs * patience) : Promise.resolve(known);
    },
    personAfresh: (slackId, timeoutMs) => withTimeout(askPerson(slackId), timeoutMs * patience),
    addressOf: async (slackId, timeoutMs) =>
      (await withTimeout(info(slackId), timeoutMs * patience))?.profile?.email ?? null,
    byAddress: (address, timeoutMs) => withTimeout(askByAddress(address), timeoutMs * patience),
    languageOf: async (slackId, timeoutMs) => {
      const known = languages.get(slackId);
      if (known !== undefined) return known;
      try {
        return (await withTimeout(askPerson(slackId), timeoutMs * patience))?.language ?? null;
      } catch (error) {
        // A sentence in another language is better than none.
        if (error instanceof Fault) return null;
        throw error;
      }
    },
    channel: async (channel) => channels.get(channel) ?? askChannel(channel),
    channelAfresh: askChannel,
    membersOfGroup: (group, timeoutMs) => withTimeout(askGroup(group), timeoutMs * patience),
    membersOfGroupLately: (group, timeoutMs) => withTimeout(groupLately(group), timeoutMs * patience),
    membersOfChannel: async (channel, timeoutMs) =>
      members.get(channel) ?? withTimeout(askMembers(channel), timeoutMs * patience),
    forgetMembers: (channel) => {
      readings.delete(channel);
      members.delete(channel);
    },
    forget: (slackId) => {
      const known = people.get(slackId);
      questions.delete(slackId);
      people.delete(slackId);
      languages.delete(slackId);
      // What was asked by their other id is old too.
      if (ownTeam.enterpriseId !== null)
        people.deleteWhere(({ globalId }) => globalId === slackId || globalId === known?.globalId);
    },
  };
}
