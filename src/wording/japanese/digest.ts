import { aheadDays, neverUsedDays } from '../../domain/tokens/weekly-numbers.ts';
import type { digest as english } from '../english/digest.ts';
import type { Spoken } from '../wording.ts';
import { counted, joined, listed, utcDay } from './terms.ts';

const mostNamed = 5;

export const digest: Spoken<typeof english> = (command) => ({
  digestTitle: (organization, speech) => `${speech.name(organization)} の 1 週間`,
  digestLook: '確認が必要なもの',
  digestCounts: ({ tokens, requests, held, waitingSince }) => {
    const waiting = [
      ...(requests === 0 ? [] : [`申請 ${counted(requests)}`]),
      ...(held === 0 ? [] : [`トークン ${counted(held)}`]),
    ];
    const since = waitingSince === null ? '' : `（最も古いものは ${utcDay(waitingSince)}から）`;
    return [
      ...(tokens.exceeding === 0 ? [] : [`承認された範囲を超えているトークン ${counted(tokens.exceeding)}`]),
      ...(waiting.length === 0 ? [] : [`判断待ちの${listed(waiting)}${since}`]),
      ...(tokens.neverUsed === 0
        ? []
        : [`作成から ${counted(neverUsedDays, '日')}たっても使われていないトークン ${counted(tokens.neverUsed)}`]),
    ];
  },
  digestExpiring: (count) => `${counted(aheadDays, '日')}以内に期限切れになるトークン ${counted(count)}`,
  digestLeft: '前回のまとめ以降になくなったもの',
  digestLeavers: (people, tokens) => {
    const more = people.length - mostNamed;
    const named = more > 0 ? [...people.slice(0, mostNamed), `ほか ${counted(more, '人')}`] : people;
    return [
      ...(people.length === 0 ? [] : [joined(listed(named), 'が Organization から脱退しました')]),
      ...(tokens === 0 ? [] : [`トークン ${counted(tokens)}がアクセスできなくなりました`]),
    ];
  },
  digestNext: `${command} tokens で、すべてのトークンとその経緯を確認できます。`,
});
