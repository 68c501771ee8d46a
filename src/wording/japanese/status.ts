import type { status as english } from '../english/status.ts';
import type { Spoken } from '../wording.ts';
import { counted } from './terms.ts';

/** "40 秒", "5 分", "3 時間", "2 日": the largest unit that fits. */
function length(seconds: number): string {
  if (seconds < 120) return counted(seconds, '秒');
  if (seconds < 7_200) return counted(Math.floor(seconds / 60), '分');
  if (seconds < 172_800) return counted(Math.floor(seconds / 3_600), '時間');
  return counted(Math.floor(seconds / 86_400), '日');
}

export const status: Spoken<typeof english> = {
  statusTitle: 'Countersign の状態',
  statusListed: (seconds) =>
    seconds === null
      ? 'GitHub のすべてのトークンは、まだ読み取っていません。'
      : `GitHub のすべてのトークンを、${length(seconds)}前に読み取りました。`,
  statusObserved: '観察だけを行います。GitHub では何も変更しません。',
  statusWaiting: ({ requests, oldestSeconds, tokens }) => {
    const oldest = oldestSeconds === null ? '' : `（最も古いものは ${length(oldestSeconds)}前から）`;
    const asked =
      requests === 0 ? '判断を待っている申請はありません' : `申請 ${counted(requests)}が判断を待っています${oldest}`;
    const made =
      tokens === 0
        ? 'GitHub で承認を待っているトークンはありません'
        : `トークン ${counted(tokens)}が GitHub で承認を待っています`;
    return `${asked}。${made}。`;
  },
  statusOverdue: (seconds) =>
    seconds < 60
      ? 'メッセージは遅れずに送信されています。'
      : `メッセージまたは決定の送信が、${length(seconds)}遅れています。引き続き試します。`,
};
