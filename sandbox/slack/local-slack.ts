import { EventEmitter } from 'node:events';
import type { LoopbackServer } from '@countersign/sandbox-loopback/loopback-server';
import type { JsonObject } from './check-value.ts';
import { type ClickOptions, click, clickRaw, type RawClick } from './click.ts';
import { command } from './command.ts';
import { describePerson } from './directory-methods.ts';
import { choose, type Entries, enterAll } from './enter.ts';
import { fill } from './fill.ts';
import type { FieldValue } from './fill-answer.ts';
import { limits } from './limits.ts';
import { type Line, type Outcome, outcomeOf } from './line.ts';
import type { LocalSlackSettings } from './local-slack-settings.ts';
import { eventEnvelope } from './payloads.ts';
import { postToBot } from './post-to-bot.ts';
import { markRead } from './reading.ts';
import type { Delivery, RawInteraction } from './send-signed.ts';
import { openAddress, type SharedAddress } from './shared-address.ts';
import type { Counter } from './shared-api.ts';
import { shortcut } from './shortcut.ts';
import type { SocketMode } from './socket-mode.ts';
import { createState, type OpenView, type PostedMessage, type SlackState } from './state.ts';
import { close, type SubmitOutcome, submit } from './submit.ts';
import { type Suggestions, suggest } from './suggest.ts';
import { uninstallApp } from './uninstall-app.ts';
import { until } from './until.ts';
import { openViewsOf } from './view-stack.ts';
import { createWebApi } from './web-api.ts';
import {
  addChannel,
  addPerson,
  changeChannel,
  channelOf,
  findDirectMessages,
  inviteBot,
  kickBot,
  type NewChannel,
  type NewPerson,
  openDirectMessages,
  personOf,
} from './workspace.ts';

/** A Slack workspace on loopback: its Web API for the bot, and its people, who act and see. */
export class LocalSlack {
  readonly address: SharedAddress;
  readonly #settings: LocalSlackSettings;
  /** For whoever draws it; it changes by the methods below alone. */
  readonly state: SlackState;
  readonly #line: Line;
  readonly #changes = new EventEmitter();
  #requestUrl: string | undefined;

  constructor(settings: LocalSlackSettings) {
    this.#settings = settings;
    const { teamId = 'T0SANDBOX00', botUserId = 'U0COUNTERSIGN', botToken, beside, now } = settings;
    this.#changes.setMaxListeners(0);
    const { triggerMs = limits.triggerSeconds * 1000 } = settings;
    this.state = createState({ teamId, botUserId, now, triggerMs });
    addPerson(this.state, { id: botUserId, name: 'countersign', realName: 'Countersign', isBot: true });
    const changed = (): void => void this.#changes.emit('changed');
    // Ids are a workspace's own: what is reached by one of them stands below the workspace's.
    const origin = (): string => (beside === undefined ? this.server.origin : `${this.server.origin}/${teamId}`);
    const openConnection = (): string => this.socketMode.openConnection(this.server.origin);
    const tokens = { bot: botToken, app: settings.appToken ?? '', openConnection, origin };
    this.address = beside?.address ?? openAddress(changed);
    this.address.tenants.push({ teamId, botToken, api: createWebApi(this.state, tokens, changed) });
    this.server.onUpgrade = (request, socket, head) => this.socketMode.upgrade(request, socket, head);
    this.#line = { state: this.state, origin, post: (body, contentType) => this.#post(body, contentType) };
  }

  get server(): LoopbackServer {
    return this.address.server;
  }

  /** The bot's connections, and what may happen to them. */
  get socketMode(): SocketMode {
    return this.address.socketMode;
  }

  /** With a desk in it the app has to be installed by OAuth, in every workspace at this address. */
  get counter(): Counter {
    return this.address.counter;
  }

  start(port = 0): Promise<void> {
    return this.server.start(port);
  }

  stop(): Promise<void> {
    this.socketMode.stop();
    return this.server.stop();
  }

  /** For `SLACK_API_URL`; ends in a slash. */
  get apiUrl(): string {
    return `${this.server.origin}/api/`;
  }

  /** Where every interaction, command and event is posted: the bot's `/slack/events`. */
  setRequestUrl(url: string): void {
    this.#requestUrl = url;
  }

  /** Somebody removes the app from the workspace. */
  uninstallApp(): Promise<void> {
    return uninstallApp(this.#line, this.counter.desk);
  }

  addPerson(person: NewPerson): void {
    addPerson(this.state, person);
  }

  /** Makes the workspace one of an enterprise's (Enterprise Grid). `installedIn`: the app is installed for all of it, and approved for these. */
  joinEnterprise(enterpriseId: string, installedIn: readonly string[] | null = null): void {
    this.state.enterpriseId = enterpriseId;
    this.state.installedIn = installedIn;
  }

  /** The bot stands in the person's list of conversations, though it never wrote to them. */
  openDirectMessages(userId: string): string {
    return openDirectMessages(this.state, userId).id;
  }

  addChannel(channel: NewChannel): void {
    addChannel(this.state, channel);
  }

  inviteBot(channelId: string): void {
    inviteBot(this.state, channelId);
  }

  kickBot(channelId: string): void {
    kickBot(this.state, channelId);
  }

  archive(channelId: string): void {
    changeChannel(this.state, channelId, () => ({ isArchived: true }));
  }

  /** Anybody of the workspace sees it from now on. */
  makePublic(channelId: string): void {
    changeChannel(this.state, channelId, () => ({ kind: 'public' }));
  }

  /** Shares the channel with another workspace (Slack Connect). */
  share(channelId: string): void {
    changeChannel(this.state, channelId, () => ({ isExtShared: true }));
  }

  deactivate(userId: string): void {
    this.state.people.set(userId, { ...personOf(this.state, userId), isDeactivated: true });
  }

  /** They choose another language in their preferences, like `ja-JP`. */
  setLocale(userId: string, locale: string): void {
    this.state.people.set(userId, { ...personOf(this.state, userId), locale });
  }

  /** The person as `users.info` and a `user_change` event carry them. */
  describePerson(userId: string): JsonObject {
    return describePerson(this.state, personOf(this.state, userId));
  }

  /** Types a slash command, in the bot's direct messages unless told. */
  command(userId: string, typed: string, channelId?: string): Promise<Outcome> {
    return command(this.#line, userId, typed, channelId);
  }

  /** Clicks a button, or chooses `options.value` of a menu; throws if it is not there for this person now. */
  async click(
    userId: string,
    where: PostedMessage | OpenView,
    actionId: string,
    options: ClickOptions = {},
  ): Promise<Outcome> {
    return click(this.#line, userId, where, actionId, options);
  }

  /** Chooses a shortcut in a message's menu. */
  shortcut(userId: string, message: PostedMessage, callbackId: string): Promise<Outcome> {
    return shortcut(this.#line, userId, message, callbackId);
  }

  /** A forged or old click. */
  clickRaw(userId: string, raw: RawClick): Promise<Outcome> {
    return clickRaw(this.#line, userId, raw);
  }

  /** Types into a type-ahead menu. */
  suggest(userId: string, view: OpenView, actionId: string, typed: string): Promise<Suggestions> {
    return suggest(this.#line, userId, view, actionId, typed);
  }

  /** Enters values by block_id and gives the view as it then is. */
  fill(userId: string, view: OpenView, values: Readonly<Record<string, FieldValue>>): Promise<OpenView> {
    return fill(this.#line, userId, view, values);
  }

  /** Enters values by block_id and action_id; the bot is told nothing yet. */
  enter(userId: string, view: OpenView, entries: Entries): OpenView {
    return enterAll(this.#line, userId, view, entries);
  }

  /** Chooses of a menu that the bot is told of at once. */
  async choose(
    userId: string,
    view: OpenView,
    chosen: { readonly blockId: string; readonly actionId: string; readonly value: FieldValue },
  ): Promise<Outcome> {
    return choose(this.#line, userId, view, chosen);
  }

  submit(userId: string, view: OpenView): Promise<SubmitOutcome> {
    return submit(this.#line, userId, view);
  }

  /** Presses Cancel; with `isWhole`, the x that closes the whole stack. */
  close(userId: string, view: OpenView, isWhole = false): Promise<readonly Delivery[]> {
    return close(this.#line, userId, view, isWhole);
  }

  /** Sends an event in its envelope. */
  async event(event: JsonObject): Promise<Outcome> {
    const body = JSON.stringify(eventEnvelope(this.state, event));
    return outcomeOf(this.state, await this.#post(body, 'application/json'), '', null);
  }

  /** Posts any body, well or badly signed, and gives the status of the answer. */
  async interactRaw({
    body,
    headers,
    timestampShiftSeconds = 0,
    badSignature = false,
  }: RawInteraction): Promise<number> {
    const signature = badSignature ? { 'x-slack-signature': `v0=${'0'.repeat(64)}` } : {};
    const { httpStatus } = await this.#post(
      body,
      'application/x-www-form-urlencoded',
      { ...signature, ...headers },
      timestampShiftSeconds,
    );
    return httpStatus;
  }

  /** The channel's messages, deleted ones marked, the oldest first; ephemeral ones are not among them. */
  messagesIn(channelId: string): readonly PostedMessage[] {
    channelOf(this.state, channelId);
    return this.state.messages.filter((message) => message.channelId === channelId && message.ephemeralTo === null);
  }

  directMessages(userId: string): readonly PostedMessage[] {
    const channel = findDirectMessages(this.state, userId);
    return channel === undefined ? [] : this.messagesIn(channel.id);
  }

  /** The person has seen all that stands there. */
  markRead(userId: string, channelId: string): void {
    markRead(this.state, userId, channelId);
  }

  /** The person's modal, the lowest view first; they see the last. */
  openViews(userId: string): readonly OpenView[] {
    return openViewsOf(this.state, userId);
  }

  /** The person's App Home, once published. */
  homeOf(userId: string): OpenView | undefined {
    return this.state.views.get(this.state.homes.get(userId) ?? '');
  }

  ephemerals(userId: string): readonly PostedMessage[] {
    return this.state.messages.filter((message) => message.ephemeralTo === userId && !message.isDeleted);
  }

  /** Told after each call of the bot. */
  onChange(listener: () => void): void {
    this.#changes.on('changed', listener);
  }

  /** Waits until `look` finds something, looking again at each call of the bot; throws when it takes too long. */
  until<T>(look: () => T | undefined, withinMs = 5000): Promise<T> {
    return until(this.#changes, look, withinMs);
  }

  #post(
    body: string,
    contentType: string,
    headers: Readonly<Record<string, string>> = {},
    shiftSeconds = 0,
  ): Promise<Delivery> {
    const to = { settings: this.#settings, socketMode: this.socketMode, requestUrl: this.#requestUrl };
    return postToBot(to, { body, contentType, headers, shiftSeconds });
  }
}
