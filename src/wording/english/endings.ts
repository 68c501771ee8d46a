import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import type { Speech } from '../speech.ts';
import { capital } from './terms.ts';

function actor(ending: Ending, speech: Speech): string {
  if (ending.by !== null) {
    const isTheirs = ending.as === 'holder' || ending.as === 'sponsor';
    return `${isTheirs ? `Its ${ending.as} ` : ''}${speech.person(ending.by.slackId)}`;
  }
  if (ending.as === 'policy') return 'The policy';
  return ending.login === null ? 'An owner' : `GitHub user ${speech.name(ending.login)}`;
}

/** Somebody meant it, and it was not carried out. */
function undone(ending: Ending): string {
  if (ending.undone === undefined) return '';
  return ending.undone === 'expired'
    ? ', but it expired before GitHub took that'
    : ', but GitHub didn’t carry that out';
}

type AsEnded = {
  readonly ending: Ending | null;
  /** The approved request that another token can still use. */
  readonly unused: RequestNumber | null;
  readonly isSponsored: boolean;
};

/** What is not known may be a denial as well. */
const endedAs: Readonly<Record<Exclude<Ending['how'], 'closed' | 'request_denied'> | 'unknown', string>> = {
  denied: 'was denied',
  revoked: 'was revoked',
  lost: 'lost access',
  unknown: 'was ended',
};

export const endings = {
  /** What became of the token before: whoever decides on it now has to know. */
  ending: (ending: Ending, organization: string, speech: Speech): string => {
    const when = speech.instant(ending.at);
    const what = `${ending.isEdit === true ? 'a change of ' : ''}this token${ending.number === null ? '' : ` (for ${requestName(ending.number)})`}`;
    const place = ending.as === 'on_github' ? ' on GitHub' : '';
    switch (ending.how) {
      case 'denied':
        // GitHub never says when.
        return ending.as === 'on_github'
          ? `${actor(ending, speech)} denied ${what} on GitHub. We heard of that on ${when}.`
          : `${actor(ending, speech)} denied ${what} on ${when}${undone(ending)}.`;
      case 'request_denied':
        return `${actor(ending, speech)} denied ${ending.number === null ? 'its request' : requestName(ending.number)}, which ${ending.isEdit === true ? 'a change of ' : ''}this token waited for, on ${when}.`;
      case 'revoked':
        return `${actor(ending, speech)} revoked ${what}${place} on ${when}${undone(ending)}.`;
      case 'lost':
        return `${capital(what)} lost access to ${speech.name(organization)} before, on ${when}. An owner revoked it on GitHub, or its holder left or deleted it.`;
      case 'closed':
        return `${capital(what)} stopped waiting for approval before, on ${when}. ${
          ending.mayBeApproved === true
            ? 'We approved it and it lost access, or it was denied, cancelled or changed'
            : 'An owner denied it, or its holder cancelled or changed it'
        }: GitHub doesn’t say which.`;
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
        ? `If you need a token, request one with ${command} request and create a new one.`
        : `You don’t have to wait: create a new token within ${requestName(unused)}, and we’ll approve it automatically. Then delete this one.`;
    const asked = 'We’ve asked the owners.';
    if (ending?.how === 'request_denied') {
      const request = ending.number === null ? 'its request' : `${requestName(ending.number)}, its request,`;
      return [`${what} is on hold: ${request} was denied. Only an owner can approve it now.`, another];
    }
    if (ending?.how !== 'closed')
      return [
        `${what} is on hold. It ${ending?.how === 'revoked' && ending.undone !== undefined ? 'was to be revoked' : endedAs[ending?.how ?? 'unknown']} before, so only an owner can approve it now.`,
        asked,
        another,
      ];
    const holder = isSponsored ? 'its holder' : 'you';
    return [
      `${what} is on hold until an owner decides.`,
      `It waited for approval before, and stopped on ${speech.instant(ending.at)}.`,
      ending.mayBeApproved === true
        ? 'GitHub doesn’t say whether we approved it and it lost access, or it was denied, cancelled or changed.'
        : `GitHub doesn’t say whether an owner denied it then, or ${holder} cancelled or changed it.`,
      asked,
      another,
    ];
  },
  endingReason: 'Reason given then',
  /** It may never have had an approval: what became of it before stands beside this. */
  endedBefore: 'We don’t approve it automatically: an owner has to decide.',
};
