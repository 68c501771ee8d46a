import type { Agreement } from '../../domain/scope/agreement.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { withinAccepted } from './who-decided.ts';

/** What is said where the policy of an organization only observes: what would have been done, and where it is decided instead. */
export const observing = {
  openOnGithub: 'Open on GitHub',
  /** On the card of a token that waits, as long as it does. */
  wouldHaveDone: (token: PendingToken, accepted: Agreement | null, speech: Speech): string => {
    const would =
      token.heldWhy === 'observing' && 'number' in token.match
        ? `we would have approved this token, as ${withinAccepted(accepted, token.match.number, speech)}`
        : 'we would have put this token on hold';
    return `Observe only: ${would}. An owner decides on GitHub.`;
  },
  /** To the requester and on the request's card: an approval here is half of it. */
  approveOnGithubToo: (organization: string, speech: Speech): string =>
    `We only observe ${speech.name(organization)}: an owner also has to approve the token on GitHub.`,
  /** To the holder: nothing here lets the token in. */
  ownerDecidesOnGithub: (organization: string, speech: Speech): string =>
    `We only observe ${speech.name(organization)}: an owner decides on GitHub.`,
  /** In place of "Approving here activates it". */
  waitsForBoth: (tokenName: string, speech: Speech): string =>
    `${speech.quoted(tokenName)} is already waiting on GitHub. Observe only: an owner has to approve it there too.`,
  neverPaste: 'Never paste it in Slack.',
  /** In the message on what was found at the start. */
  baselineObserved: (organization: string, speech: Speech): string =>
    `Observe only: we change nothing on GitHub for ${speech.name(organization)}. Our messages say what we would have done.`,
  reviewOnGithub: 'Observe only: open Details to review, and decide on GitHub. The most dangerous come first.',
};
