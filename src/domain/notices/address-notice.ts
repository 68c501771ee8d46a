// What becomes of a reminder that is due: of whom, by what is known of the token and of who can be reached.
import type { SlackUserId } from '../ids.ts';
import type { DueNotice } from './due-notice.ts';

export type NoticeFacts = {
  /** Whether another token has taken the place of this one. */
  readonly isReplaced: boolean;
  /** Whether GitHub's list was read after its end. */
  readonly isListedSince: boolean;
  /** Its holder in Slack, who may have left it; null where nobody knows. */
  readonly holder: SlackUserId | null;
  /** The same, where a message reaches them. */
  readonly reached: SlackUserId | null;
  /** Whom the holder named for when they can't be reached. */
  readonly named: SlackUserId | null;
};

/** `isInstead`: it goes to somebody who isn't the holder, for want of a way to them. Nobody (null) is told of by the channel. */
export type NoticeAddress =
  | { readonly fate: 'supersede' | 'wait' }
  | { readonly fate: 'tell'; readonly slackId: SlackUserId | null; readonly isInstead: boolean };

/** Of two that are one to whoever uses them, only the new one's end is worth a word before it comes. */
export function mayGiveWay({ threshold }: Pick<DueNotice, 'threshold'>): boolean {
  return threshold !== 'expired';
}

/** That a token has ended is said only once GitHub was asked after its end. */
export function wantsListing({ threshold }: Pick<DueNotice, 'threshold'>): boolean {
  return threshold === 'expired';
}

export function addressNotice(
  notice: Pick<DueNotice, 'threshold'>,
  { isReplaced, isListedSince, holder, reached, named }: NoticeFacts,
): NoticeAddress {
  if (isReplaced && mayGiveWay(notice)) return { fate: 'supersede' };
  if (!isListedSince && wantsListing(notice)) return { fate: 'wait' };
  const slackId = reached ?? named;
  return { fate: 'tell', slackId, isInstead: slackId !== holder };
}

/** As what a message's reader (null: the channel) is told that tokens end. `areSponsored`: all of them are machine users' whom the holder stands for. */
export function audienceOf(
  reader: SlackUserId | null,
  holder: SlackUserId | null,
  areSponsored: boolean,
): 'holder' | 'sponsor' | 'warned' | 'reviewers' {
  if (reader === null) return 'reviewers';
  if (reader !== holder) return 'warned';
  return areSponsored ? 'sponsor' : 'holder';
}
