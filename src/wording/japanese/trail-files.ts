import type { Refusal } from '../../domain/refusal.ts';
import type { trailFiles as english } from '../english/trail-files.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { listed, number } from './terms.ts';

/** Who may have the audit trail, and what anybody else can read instead. */
export function trailRefusal(
  { login, organizations, missing }: Extract<Refusal, { why: 'no_owner_of_all' }>,
  command: string,
  speech: Speech,
): string {
  const all = listed(organizations.map(speech.name));
  const account = `あなたの GitHub アカウント ${speech.name(login)} は、現在`;
  const who =
    organizations.length === 1
      ? `監査証跡を受け取れるのは、${all} の所有者だけです。${account}所有者ではありません。必要なことは、所有者に聞いてください。`
      : `監査証跡はすべての Organization で 1 つなので、受け取れるのは ${all} のすべての所有者である人だけです。${account} ${listed(missing.map(speech.name))} の所有者ではありません。すべての所有者である人に頼んでください。`;
  return `${who}自分の申請に何があったかは、${command} show PAT-12 で確認できます。`;
}

export const trailFiles: Spoken<typeof english> = {
  trailPreparing: 'ファイルを準備しています。Countersign とのダイレクト メッセージに届きます。',
  trailFile: '監査証跡',
  trailComment: '求められた監査証跡です。人とトークンの名前が含まれます。所有者以外には共有しないでください。',
  trailTooLarge: (megabytes) =>
    `ファイルが ${number(megabytes)} MB を超えるため、送信していません。人、トークン、または日付を指定して、もう一度お試しください。`,
  trailFailed: 'Slack がファイルを受け付けませんでした。1 分後にもう一度お試しください。',
};
