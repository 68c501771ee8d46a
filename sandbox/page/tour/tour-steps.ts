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
  /** Whether it was done, by the audit trail. */
  readonly isDone: (live: Live) => boolean;
};

const did =
  (...acts: readonly string[]) =>
  ({ entries }: Live): boolean =>
    acts.every((act) => entries.some((entry) => entry.act === act));

/** The main flow, and two ways in which it goes wrong. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Ask for a token',
    text: 'You are Mona. Type /pat request in the message box and press Enter. A form opens: say what the token is for, how long it lives, what it may reach, and send it.',
    where: 'Slack, the message box at the bottom',
    target: '.composer-input',
    place: { pane: 'slack', conversation: 'C0GENERAL00' },
    who: 'Mona',
    isDone: did('request.submit'),
  },
  {
    title: 'An owner reads the card',
    text: 'Be Bea, an owner. The request stands in the reviewers’ channel with all that was asked. Press Approve. Another owner’s window would show it decided at once.',
    where: 'Slack, #token-reviews, the newest message',
    target: '.message:last-of-type',
    place: { pane: 'slack', conversation: 'C0REVIEWERS' },
    who: 'Bea',
    isDone: did('request.approve'),
  },
  {
    title: 'Make it on GitHub',
    text: 'Be Mona again. Her direct message has a button that opens GitHub’s new-token page, already filled in. Choose the repositories, which no link can, and press Generate token.',
    where: 'Slack, the direct message from Countersign; then GitHub on the right',
    target: '[data-action="create_on_github"], .conversations',
    place: { pane: 'slack', conversation: null },
    who: 'Mona',
    isDone: did('pending_token.find'),
  },
  {
    title: 'It is let in by itself',
    text: 'GitHub told Countersign of the token. It is what was agreed, so nobody has to click: it is approved there, and Mona is told. Every step stands in the audit trail.',
    where: 'What happened, the audit trail at the bottom',
    target: '.pane-happened',
    place: { pane: 'happened', happened: 'trail' },
    who: null,
    isDone: did('active_token.find'),
  },
  {
    title: 'Time passes',
    text: 'Move the clock to the next reminder. Mona hears in a direct message that the token will expire, in her own time zone, fourteen days before.',
    where: 'The clock, in the bar at the top; then Mona’s direct message',
    target: '.clock',
    place: { pane: 'slack', conversation: null },
    who: 'Mona',
    isDone: did('notice.send'),
  },
  {
    title: 'A token wider than agreed',
    text: 'On GitHub, edit the token so that it reaches all repositories. The change is held: Countersign approves only what was agreed.',
    where: 'GitHub, My tokens, Edit',
    target: '.pane-github',
    place: { pane: 'github', github: { kind: 'mine' } },
    who: 'Mona',
    isDone: did('pending_token.hold'),
  },
  {
    title: 'A person decides',
    text: 'Be Carl, the other owner. The new card says in words what goes past the agreement. Press Deny and give a reason; Mona reads it.',
    where: 'Slack, #token-reviews, the newest message',
    target: '.message:last-of-type',
    place: { pane: 'slack', conversation: 'C0REVIEWERS' },
    who: 'Carl',
    isDone: did('pending_token.start_denying'),
  },
  {
    title: 'Break something',
    text: 'Take Slack down, ask or decide something on GitHub, and see the outbox wait; or kill Countersign and start it again. Nothing is lost, and nothing is said twice.',
    where: 'Faults, in the bar at the top; then the outbox at the bottom',
    target: '[data-tour="faults"]',
    place: { pane: 'happened', happened: 'outbox' },
    who: null,
    isDone: ({ effects }) => effects.some(({ failures }) => failures > 0),
  },
];
