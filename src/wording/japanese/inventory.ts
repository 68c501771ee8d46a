import { daysBetween } from '../../domain/calendar.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { type Agreement, requestedAs } from '../../domain/scope/agreement.ts';
import { riskOf } from '../../domain/scope/risk.ts';
import type { Trait } from '../../domain/tokens/inventory.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { inventory as english } from '../english/inventory.ts';
import type { Spoken } from '../wording.ts';
import { risks } from './risks.ts';
import { counted, inDays, listed, number, utcDay } from './terms.ts';

const thatTraits: Readonly<Record<Trait, string>> = {
  never_expires: '有効期限なし',
  all_repositories: 'すべてのリポジトリにアクセス可能',
  dangerous: 'リスクが「高」または「重大」',
  unagreed: '誰も承認していない',
};

function agreedBy({ basis }: Agreement, of: RequestNumber | null): string {
  const request = of === null ? '' : `（${requestName(of)}）`;
  switch (basis.by) {
    case 'people': {
      const who = listed(basis.people.map(({ login }) => login));
      return of === null ? `${who}（このまま）` : `${who}${request}`;
    }
    case 'rule':
      return `ポリシーのルール ${basis.rule}${request}`;
    case 'github':
      return `GitHub 上の${basis.login === null ? '所有者' : ` ${basis.login}`}${request}`;
  }
}

function ends(expiresAt: number | null, now: number): string {
  if (expiresAt === null) return '有効期限なし';
  const days = daysBetween(now, expiresAt, 'UTC');
  return `${utcDay(expiresAt)}まで${days < 0 ? '' : `（${inDays(days)}）`}`;
}

function used(lastUsedAt: number | null, now: number): string {
  if (lastUsedAt === null) return '使用履歴なし';
  const days = daysBetween(lastUsedAt, now, 'UTC');
  return days <= 0 ? '今日使用' : `${counted(days, '日')}前に使用`;
}

function agreed({ agreement, requestNumber, status }: ActiveToken): string {
  if (status === 'revoking') return '取り消し中';
  if (agreement === null) return '誰も承認していません';
  const by = `承認者: ${agreedBy(agreement, requestNumber)}`;
  return status === 'exceeding' ? `承認された範囲を超過（${by}）` : by;
}

export const inventory: Spoken<typeof english> = (command) => ({
  inventoryTitle: 'トークン',
  inventoryCount: (total, organizations, speech) => {
    const place = listed(organizations.map(speech.name));
    return total === 0
      ? `${place} にアクセスできるトークンはありません`
      : `${place} にアクセスできるトークンは ${counted(total)}です`;
  },
  inventoryFilter: ({ traits, unusedDays, endsWithinDays, holder }, speech) => {
    const parts = [
      ...traits.map((trait) => thatTraits[trait]),
      ...(unusedDays === null ? [] : [`${counted(unusedDays, '日')}間未使用`]),
      ...(endsWithinDays === null ? [] : [`${counted(endsWithinDays, '日')}以内に期限切れ`]),
      ...(holder === null ? [] : [`GitHub ユーザー ${speech.name(holder)}`]),
    ];
    return parts.length === 0 ? null : `絞り込み: ${listed(parts)}。リスクの高いものから順に並んでいます。`;
  },
  inventoryUnfiltered: 'リスクの高いものから順に並んでいます。',
  inventoryNone: '該当するトークンはありません。「絞り込み」で、ほかのトークンを探せます。',
  inventoryUnchecked: (organizations, speech) =>
    `あなたが ${listed(organizations.map(speech.name))} の所有者であることを GitHub で確認できなかったため、そのトークンは含まれていません。`,
  inventoryPage: (page, pages) => `${number(page)} / ${number(pages)} ページ`,
  inventoryLine: (token, organization, now) => {
    const risk = riskOf(requestedAs(token.scope), 'unknown');
    const where = organization === null ? '' : `、${organization}`;
    return [
      `${risks.grade(risk.grade)} ·「${token.tokenName}」（${token.holder.login}${where}）`,
      `${risks.worstPower(risk, token.scope.access)} · ${ends(token.scope.expiresAt, now)} · ${used(token.lastUsedAt, now)} · ${agreed(token)}`,
    ].join('\n');
  },
  inventoryButtons: { filter: '絞り込み…', previous: '前へ', next: '次へ', csv: 'CSV', json: 'JSON' },
  filterTitle: 'トークンの絞り込み',
  filterSubmit: '表示',
  filterQuestions: {
    organization: 'Organization',
    traits: '次のすべてに当てはまるトークンのみ',
    unused_days: '未使用の期間',
    ends_within_days: '期限切れまでの期間',
    holder: '保有者の GitHub ログイン名',
  },
  filterAll: '自分が所有するすべて',
  filterAny: '指定しない',
  filterDays: (days) => counted(days, '日'),
  filterTrait: (trait) => thatTraits[trait],
  fileTitle: 'トークンのファイル',
  filePreparing: 'ファイルを準備しています。Countersign とのダイレクト メッセージに届きます。',
  fileSent: (total) =>
    `Countersign とのダイレクト メッセージにファイルを送りました。トークン ${counted(total)}が含まれています。`,
  fileTooLarge: (megabytes) =>
    `ファイルが ${number(megabytes)} MB を超えるため、送信していません。先にトークンを絞り込んでから、もう一度お試しください。`,
  fileFailed:
    'Slack がファイルを受け付けませんでした。Countersign とのダイレクト メッセージを確認し、1 分後にもう一度お試しください。',
  fileName: (total, at) => `トークン ${counted(total)}（${utcDay(at)}）`,
  fileComment: (total, organizations, filter, speech) =>
    `${command} tokens で求められた、${listed(organizations.map(speech.name))} のトークン ${counted(total)}です。${filter ?? ''}ファイルにはプライベート リポジトリの名前が含まれます。所有者以外には共有しないでください。`,
  remindHolder: '保有者に確認',
  holderReminder: (token, organization, by, isSponsored, speech) => {
    const whose = isSponsored
      ? `マシン ユーザー ${speech.name(token.holder.login)} のトークン${speech.quoted(token.tokenName)}`
      : `あなたのトークン${speech.quoted(token.tokenName)}`;
    return `${speech.person(by)} さんが、${whose}（${speech.name(organization)}）がまだ必要か確認しています`;
  },
  holderReminderWhy: '理由',
  holderReminderReasons: (token, now) => {
    const risk = riskOf(requestedAs(token.scope), 'unknown');
    return [
      `${risks.worstPower(risk, token.scope.access)}（${risks.grade(risk.grade)}）。`,
      token.scope.expiresAt === null
        ? '有効期限がありません。'
        : `${utcDay(token.scope.expiresAt)}に有効期限が切れます。`,
      token.lastUsedAt === null ? '一度も使われていません。' : `${used(token.lastUsedAt, now)}されています。`,
      ...(token.agreement === null ? ['誰も承認していません。'] : []),
    ];
  },
  holderReminderNext: `不要なら取り消してください。必要なら、理由を伝えるか、GitHub で範囲を縮小するか、${command} request で申請してください。`,
  holderReminderObserved: (organization, speech) =>
    `Countersign は ${speech.name(organization)} を観察するだけなので、取り消せません。GitHub で削除できます。`,
  agreedBy,
  never: 'なし',
  askedByLabel: '申請者',
  agreedLabel: '承認者',
  agreedByNobody: 'なし',
  lastUsedLabel: '最後の使用',
});
