import type { trailFiles as english } from '../english/trail-files.ts';
import type { Spoken } from '../wording.ts';
import { number } from './terms.ts';

export const trailFiles: Spoken<typeof english> = {
  trailPreparing: 'ファイルを準備しています。Countersign とのダイレクト メッセージに届きます。',
  trailFile: '監査証跡',
  trailComment: '求められた監査証跡です。人とトークンの名前が含まれます。所有者以外には共有しないでください。',
  trailTooLarge: (megabytes) =>
    `ファイルが ${number(megabytes)} MB を超えるため、送信していません。人、トークン、または日付を指定して、もう一度お試しください。`,
  trailFailed: 'Slack がファイルを受け付けませんでした。1 分後にもう一度お試しください。',
};
