import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted, listed } from './terms.ts';

type NamesRefusal = Extract<Refusal, { why: 'unknown_name' | 'several_named' | 'request_not_named' }>;

/** After a command that is about one request or token of one's own. */
export function namesRefusal(refusal: NamesRefusal, command: string, speech: Speech): string {
  const { word } = refusal;
  switch (refusal.why) {
    case 'request_not_named':
      return `どれですか? 番号または名前を指定してください。例: ${command} ${word} PAT-12。あなたの申請とトークンは ${command} list にあります。`;
    case 'unknown_name':
      return `${speech.quoted(refusal.given)}という名前の、あなたの申請やトークンはありません。${command} list にある番号または名前を指定してください。例: ${command} ${word} PAT-12`;
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
