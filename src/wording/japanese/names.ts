import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted, listed } from './terms.ts';

type NamesRefusal = Extract<Refusal, { why: 'unknown_name' | 'waiting_named' | 'several_named' | 'request_not_named' }>;

/** What a command can't do with a token that only waits. */
function notYet(word: string): string {
  if (word === 'withdraw') return '。この名前の申請はありません';
  if (word === 'revoke') return '。まだ取り消すものはありません';
  return word === 'renew' ? '。まだ更新できません' : '';
}

/** After a command that is about one request or token of one's own. */
export function namesRefusal(refusal: NamesRefusal, command: string, speech: Speech): string {
  const { word } = refusal;
  switch (refusal.why) {
    case 'request_not_named':
      return `どれですか? 番号または名前を指定してください。例: ${command} ${word} PAT-12。あなたの申請とトークンは ${command} list にあります。`;
    case 'unknown_name':
      return `${speech.quoted(refusal.given)}という名前の、あなたの申請やトークンはありません。${command} list にある番号または名前を指定してください。例: ${command} ${word} PAT-12${refusal.isOwner ? `。ほかの人のトークンは ${command} tokens にあります。` : ''}`;
    case 'waiting_named': {
      const owner = refusal.isHeld ? '所有者が判断します。' : '';
      return `${speech.quoted(refusal.tokenName)}は、GitHub で承認を待っています${notYet(word)}。${owner}不要な場合は、GitHub でキャンセルするか削除してください。理由は ${command} list で確認できます。`;
    }
    case 'several_named': {
      const [first] = refusal.numbers;
      const others = refusal.others === 0 ? [] : [`申請のないトークン ${counted(refusal.others)}`];
      const all = listed([...refusal.numbers.map(requestName), ...others]);
      const example =
        first === undefined ? '' : `番号を指定してください。例: ${command} ${word} ${requestName(first)}。`;
      const noNumber = refusal.others === 0 ? '' : `${command} list に、各トークンとそのボタンがあります。`;
      return `${speech.quoted(refusal.given)}という名前のものは、複数あります: ${all}。${example}${noNumber}`;
    }
  }
}
