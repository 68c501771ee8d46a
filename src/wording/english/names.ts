import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted, listed } from './terms.ts';

type NamesRefusal = Extract<Refusal, { why: 'unknown_name' | 'waiting_named' | 'several_named' | 'request_not_named' }>;

/** What a command can't do with a token that only waits. */
function notYet(word: string): string {
  if (word === 'withdraw') return ', and no request of yours has that name';
  return word === 'revoke' || word === 'renew' ? `, so there’s nothing to ${word} yet` : '';
}

/** After a command that is about one request or token of one's own. */
export function namesRefusal(refusal: NamesRefusal, command: string, speech: Speech): string {
  const { word } = refusal;
  const yours = `Yours are in ${command} list.`;
  switch (refusal.why) {
    case 'request_not_named':
      return `Which one? Send its number or its name, for example: ${command} ${word} PAT-12. ${yours}`;
    case 'unknown_name':
      return `You have no request or token named ${speech.quoted(refusal.given)}. Send a number or a name that is in ${command} list, for example: ${command} ${word} PAT-12.${refusal.isOwner ? ` Other people’s tokens are in ${command} tokens.` : ''}`;
    case 'waiting_named': {
      const so = `The token ${speech.quoted(refusal.tokenName)} is waiting for approval on GitHub${notYet(word)}.`;
      const owner = refusal.isHeld ? ' An owner decides.' : '';
      return `${so}${owner} If you don’t need it, cancel or delete it there. ${command} list says what keeps it.`;
    }
    case 'several_named': {
      const [first] = refusal.numbers;
      const others = refusal.others === 0 ? [] : [`${counted(refusal.others, 'token', 'tokens')} without a request`];
      const all = listed([...refusal.numbers.map(requestName), ...others]);
      const example =
        first === undefined ? '' : ` Send the number, for example: ${command} ${word} ${requestName(first)}.`;
      const noNumber = refusal.others === 0 ? '' : ` ${command} list shows each token, with its buttons.`;
      return `You have several named ${speech.quoted(refusal.given)}: ${all}.${example}${noNumber}`;
    }
  }
}
