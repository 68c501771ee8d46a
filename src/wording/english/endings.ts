import { requestName } from '../../domain/requests/token-request.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import type { Speech } from '../speech.ts';

function by(ending: Ending, speech: Speech): string {
  if (ending.by !== null)
    return ` by ${speech.person(ending.by.slackId)}${ending.as === 'holder' ? ', its holder,' : ''}`;
  if (ending.as === 'policy') return ' by the policy';
  return ending.login === null ? ' on github.com' : ` on github.com by ${speech.quoted(ending.login)}`;
}

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
        return `${what} already stopped waiting for approval on ${when}. An owner denied it on github.com, or its holder took it back: GitHub does not say which.`;
    }
  },
  endingReason: 'Reason given then',
  endedBefore: 'No approval lets it in by itself any more: an owner has to decide.',
};
