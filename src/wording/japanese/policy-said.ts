import { policySaid as inEnglish } from '../english/rule-sentences.ts';
import type { Spoken } from '../wording.ts';

/** The operator's rules are read in the one form in which they are written down: the sentences of each rule are English. */
export const policySaid: Spoken<typeof inEnglish> = (command) => {
  const { policyLimits, policyRule } = inEnglish(command);
  return {
    policyLimits: (policy) => `制限の内容（英語）: ${policyLimits(policy)}`,
    policyRule: (rule, names) => `ルールの内容（英語）: ${policyRule(rule, names)}`,
    policyTitle: (organization) => `${organization} のポリシーの内容`,
    policyNoRules: 'ルールはありません。人が判断します。',
    policyMore: (page, pages, organization = '') => {
      const which = organization === '' ? '' : ` ${organization}`;
      return `${pages} ページ中 ${page} ページ目です。次のページは ${command} policy${which} ${page + 1} で見られます。`;
    },
  };
};
