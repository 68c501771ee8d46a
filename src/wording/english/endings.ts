import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import type { Speech } from '../speech.ts';

function by(ending: Ending, speech: Speech): string {
  if (ending.by !== null)
    return ` by ${speech.person(ending.by.slackId)}${ending.as === 'holder' || ending.as === 'sponsor' ? `, its ${ending.as},` : ''}`;
  if (ending.as === 'policy') return ' by the policy';
  return ending.login === null ? ' on github.com' : ` on github.com by ${speech.quoted(ending.login)}`;
}

type AsEnded = {
  readonly ending: Ending | null;
  /** The approved request that another token can still use. */
  readonly unused: RequestNumber | null;
  readonly isSponsored: boolean;
};

export const endings = {
  /** What became of the token before: whoever decides on it now has to know. */
  ending: (ending: Ending, organization: string, speech: Speech): string => {
    const when = speech.instant(ending.at);
    const what = `This token${ending.number === null ? '' : `, made for ${requestName(ending.number)},`}`;
    switch (ending.how) {
      case 'denied':
        return `${what} was already denied${by(ending, speech)} on ${when}.`;
      case 'revoked':
        return `${what} was already revoked${by(ending, speech)} on ${when}.`;
      case 'lost':
        return `${what} already lost access to ${speech.quoted(organization)} on ${when}. An owner revoked it on github.com, or its holder left or deleted it.`;
      case 'closed':
        return `${what} already stopped waiting for approval on ${when}. An owner denied it on github.com, or its holder took it back or edited it: GitHub does not say which.`;
    }
  },
  /** To the holder of a token that was ended before, or may have been. */
  heldAsEnded: (
    what: string,
    { ending, unused, isSponsored }: AsEnded,
    command: string,
    speech: Speech,
  ): readonly string[] => {
    const another =
      unused === null
        ? `If you need a token, ask with ${command} request and create a new one.`
        : `You don’t have to wait: create a new token with what was agreed in ${requestName(unused)}, and it is let in by itself. Then delete this one.`;
    const asked = 'The owners have been asked to look at it.';
    if (ending?.how !== 'closed')
      return [`${what} is held: it was ended before, and from then on only an owner can let it in.`, asked, another];
    const holder = isSponsored ? 'its holder' : 'you';
    return [
      `${what} is held until an owner decides.`,
      `It asked for approval before and stopped waiting on ${speech.instant(ending.at)}.`,
      `GitHub doesn’t say whether an owner denied it then, or ${holder} took it back or edited it.`,
      asked,
      another,
    ];
  },
  endingReason: 'Reason given then',
  endedBefore: 'No approval lets it in by itself any more: an owner has to decide.',
};
