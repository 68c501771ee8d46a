import type { Live } from '../live/live-state.ts';
import type { Place } from '../live/place.ts';

export type TourStep = {
  readonly title: string;
  readonly text: string;
  /** Where to look, in words, and on the page. */
  readonly where: string;
  readonly target: string;
  readonly place: Partial<Place>;
  /** Of the cast, by the first name; null where it doesn't matter. */
  readonly who: 'Mona' | 'Bea' | 'Carl' | null;
  /** Who that is, where the step has to say it: "Bea, an owner". */
  readonly as?: string;
  /** Whether it was done, by what stands in the audit trail since the morning. */
  readonly isDone: (live: Live) => boolean;
};

/** `isThem`: the window is whoever the step is for. */
export function textFor({ as, text }: TourStep, isThem: boolean): string {
  if (as === undefined) return text;
  return `${isThem ? `You are ${as}.` : `This step is for ${as}.`} ${text}`;
}

const isOver = ({ slices }: Live): boolean => slices.morning.state !== 'playing';

const did =
  (act: string) =>
  (held: Live): boolean =>
    isOver(held) && held.entries.some((entry) => entry.act === act && entry.seq > held.slices.morning.entryCount);

/** Before the others, where the sandbox began with a morning. */
export const morningStep: TourStep = {
  title: 'The morning so far',
  text: 'Countersign started on Thursday with a summary of the tokens that were there. Since then one token has outgrown its approval, one is on hold, and two requests wait for you. Which one is dangerous?',
  where: 'Slack, #token-reviews, from the top',
  target: '.message',
  place: { pane: 'slack', conversation: 'C0REVIEWERS' },
  who: 'Bea',
  as: 'Bea, an owner of acme',
  isDone: isOver,
};

/** The main flow, and two ways in which it goes wrong. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Request a token',
    text: 'Type /pat request in the message box and press Enter. A form opens: say what the token is for, how long it lives and what it may reach, and send it.',
    where: 'Slack, the message box at the bottom',
    target: '.composer-input',
    place: { pane: 'slack', conversation: null },
    who: 'Mona',
    as: 'Mona, a member',
    isDone: did('request.submit'),
  },
  {
    title: 'An owner reads the card',
    text: 'The request is in the reviewers’ channel. Press Approve. Every other owner sees at once that it is decided.',
    where: 'Slack, #token-reviews, the newest message',
    target: '.message:last-of-type',
    place: { pane: 'slack', conversation: 'C0REVIEWERS' },
    who: 'Bea',
    as: 'Bea, an owner',
    isDone: did('request.approve'),
  },
  {
    title: 'Create it on GitHub',
    text: 'Your direct message has a button that opens GitHub’s new-token page, already filled in. Choose the repositories, which no link can, and press Generate token.',
    where: 'Slack, the direct message from Countersign; then GitHub on the right',
    target: '[data-action="create_on_github"], .conversations',
    place: { pane: 'slack', conversation: null },
    who: 'Mona',
    as: 'Mona',
    isDone: did('pending_token.find'),
  },
  {
    title: 'It is approved automatically',
    text: 'GitHub told Countersign about the token. It is what Bea approved, so nobody has to click: Countersign approves it there and tells Mona. Every step is in the audit trail.',
    where: 'What happened, the audit trail at the bottom',
    target: '.pane-happened',
    place: { pane: 'happened', happened: 'trail' },
    who: null,
    isDone: did('active_token.find'),
  },
  {
    title: 'Time passes',
    text: 'Move the clock to the next reminder. At nine in her own morning, Mona gets a direct message that her token expires soon.',
    where: 'The clock, in the bar at the top; then Mona’s direct message',
    target: '.clock',
    place: { pane: 'slack', conversation: null },
    who: 'Mona',
    isDone: did('notice.send'),
  },
  {
    title: 'A token wider than approved',
    text: 'On GitHub, edit the token that you created, so that it reaches all repositories. The change is put on hold, because Countersign approves no more than Bea did.',
    where: 'GitHub, My tokens, Edit',
    target: '.pane-github',
    place: { pane: 'github', github: { kind: 'mine' } },
    who: 'Mona',
    isDone: did('pending_token.hold'),
  },
  {
    title: 'A person decides',
    text: 'The newest card says what is wider than approved. Press Deny and give a reason: Mona gets it.',
    where: 'Slack, #token-reviews, the newest message',
    target: '.message:last-of-type',
    place: { pane: 'slack', conversation: 'C0REVIEWERS' },
    who: 'Carl',
    as: 'Carl, the other owner',
    isDone: did('pending_token.start_denying'),
  },
  {
    title: 'Break something',
    text: 'Take Slack down, decide something on GitHub, and see the outbox wait. Or kill Countersign and start it again. Nothing is lost, and nothing is said twice.',
    where: 'Faults, in the bar at the top; then the outbox at the bottom',
    target: '[data-tour="faults"]',
    place: { pane: 'happened', happened: 'outbox' },
    who: null,
    isDone: ({ effects }) => effects.some(({ failures }) => failures > 0),
  },
];
