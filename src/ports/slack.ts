import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';

/** A person as Slack knows them. */
export type SlackPerson = {
  readonly slackId: SlackUserId;
  /** By which id their enterprise knows them, where ours is on Enterprise Grid and they are of it; the same otherwise. */
  readonly globalId: SlackUserId;
  readonly name: string;
  /** What others see in place of the name; empty where they chose none. */
  readonly displayName: string;
  readonly title: string;
  /** The name with which they are mentioned; unlike the other one nobody shares it. */
  readonly handle: string;
  /** IANA time zone. */
  readonly zone: string;
  /** In which they read Slack; the first one where it is none of ours. */
  readonly language: Language;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** Is no member of this workspace: somebody of another one (Slack Connect), or of a sister workspace only. */
  readonly isStranger: boolean;
  /** The workspaces that they are a member of and, on Enterprise Grid, the enterprise. */
  readonly teams: readonly string[];
};

export type SlackChannel = {
  readonly channel: ChannelId;
  /** Private, and read by nobody from outside the workspace or its enterprise: what is private may be named there. */
  readonly isConfidential: boolean;
};

/**
 * By which id Slack is asked about, and writes to, people whom we know by the one that their workspace had for them before it joined an enterprise:
 * a token of the whole enterprise need not know that one.
 */
export type SlackAddresses = ReadonlyMap<SlackUserId, SlackUserId>;

/** Reads of Slack's directory, cached for five minutes. May throw a Fault. */
export type Directory = {
  /** Whether the workspace is one of an enterprise's (Enterprise Grid), or we are installed for all of it. Then one person may have two ids. */
  readonly isOnGrid: boolean;
  /** The address of a message, for whoever may read it; null where Slack named no workspace's. */
  addressOfMessage(place: { readonly channel: string; readonly ts: string }): string | null;
  /** By which id the enterprise knows each of them; whom Slack does not know is left out. */
  globalIds(ids: readonly SlackUserId[], timeoutMs: number): Promise<ReadonlyMap<SlackUserId, SlackUserId>>;
  /** What is cached, without asking Slack. */
  known(slackId: SlackUserId): SlackPerson | undefined;
  /** Null: Slack knows nobody of that id here. */
  person(slackId: SlackUserId, timeoutMs: number): Promise<SlackPerson | null>;
  /** As Slack says at this very moment, whatever is cached. */
  personAfresh(slackId: SlackUserId, timeoutMs: number): Promise<SlackPerson | null>;
  /** Their e-mail address as Slack says now; null where it tells none. It is kept nowhere. */
  addressOf(slackId: SlackUserId, timeoutMs: number): Promise<string | null>;
  /** Whose e-mail address it is, exactly; null where it is nobody's here. */
  byAddress(address: string, timeoutMs: number): Promise<SlackPerson | null>;
  /** In which they read Slack: kept for longer, so that no message costs a question. Null where nobody is known, or nobody answers. */
  languageOf(slackId: SlackUserId, timeoutMs: number): Promise<Language | null>;
  channel(channel: ChannelId): Promise<SlackChannel>;
  /** As Slack says at this very moment, whatever is cached. */
  channelAfresh(channel: ChannelId): Promise<SlackChannel>;
  /** Who is in the user group now, asked afresh; null where there is no such group, or it is switched off. */
  membersOfGroup(group: string, timeoutMs: number): Promise<readonly SlackUserId[] | null>;
  /** The same as it was within the last minutes, for what is only shown. */
  membersOfGroupLately(group: string, timeoutMs: number): Promise<readonly SlackUserId[] | null>;
  /** Everybody who is in the channel, however many pages that is; where it takes longer than told, a later question finds it. */
  membersOfChannel(channel: ChannelId, timeoutMs: number): Promise<ReadonlySet<SlackUserId>>;
  /** Somebody came into the channel: who is in it is asked anew. */
  forgetMembers(channel: ChannelId): void;
  forget(slackId: SlackUserId): void;
};
