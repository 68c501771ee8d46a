import { mostTokens } from '../../domain/requests/limits.ts';
import type { beforeSending as english } from '../english/before-sending.ts';
import type { Spoken } from '../wording.ts';
import { counted, joined, listed } from './terms.ts';

const mostNamed = 3;

export const beforeSending: Spoken<typeof english> = (command) => ({
  limit: ({ limit, word, count }, organization, machineUser, speech) => {
    const mention = `${speech.quoted(word ?? '')}とありますが、fine-grained personal access token `;
    switch (limit) {
      case 'packages':
        return `${mention}では GitHub Packages にアクセスできません。ワークフローでは GITHUB_TOKEN、その他では classic のトークンを使ってください。`;
      case 'checks':
        return `${mention}では Checks API を呼び出せません。GitHub App を使うか、コミット ステータス（Commit statuses）を申請してください。`;
      case 'enterprise':
        return `${mention}がアクセスできるのは ${organization} で、それを所有する Enterprise ではありません。Enterprise には classic のトークンだけがアクセスできます。`;
      case 'own_projects':
        return `${mention}では個人アカウントのプロジェクトにアクセスできません。${organization} のプロジェクトか、classic のトークンを使ってください。`;
      case 'several_organizations':
        return `${mention}がアクセスできるのは ${organization} だけです。Organization ごとに申請するか、GitHub App を使ってください。`;
      case 'many_tokens': {
        const who = machineUser === null ? 'あなた' : speech.name(machineUser);
        const have = `${joined(who, 'には')}、管理している Organization に対する fine-grained personal access token が ${counted(count ?? 0)}あります。`;
        return (count ?? 0) >= mostTokens
          ? `${have}GitHub の上限は 1 人 ${counted(mostTokens)}です。これを作成する前に、GitHub で 1 件削除してください。`
          : `${have}GitHub の上限は、ほかの所有者の分も含めて、1 人 ${counted(mostTokens)}です。`;
      }
    }
  },
  limitSource: 'GitHub のページ',
  otherDeciders: (others, organization, machineUser, speech) => {
    if (others.who === 'no_owner') {
      const besides = machineUser === null ? 'あなた' : `あなたと ${speech.name(machineUser)} `;
      return `ほかに承認できる人がいません。${organization} には、${besides}のほかに所有者がいません。先に、GitHub でほかの人を所有者にしてください。`;
    }
    const { logins } = others;
    const more = logins.length - mostNamed;
    const shown = logins.slice(0, mostNamed).map(speech.name);
    const named = listed(more > 0 ? [...shown, `ほか ${counted(more, '人')}`] : shown);
    return `ここでほかに承認できる人がいません。${organization} のほかの所有者（${named}）は、Slack の誰にもリンクされていません。${logins.length === 1 ? 'その人' : 'そのうちの誰か'}に、Slack で ${command} link を送信するよう頼んでください。`;
  },
  toldLimit: (told, organization, speech) => {
    const when = speech.day(told.at);
    if (told.limit === 'forbidden') {
      return `${when}に、GitHub のページに ${speech.name(organization)} が表示されなかったという報告がありました。fine-grained personal access token が禁止されている可能性があります。先に所有者に確認してください。`;
    }
    const many = told.days === null ? '有効期限のないトークン' : `${counted(told.days, '日')}のトークン`;
    return `${when}に、GitHub で ${speech.name(organization)} の${many}を選べなかったという報告がありました。より短い期間しか選べない可能性があります。`;
  },
  githubLimitTaken: (limit, organization, speech) =>
    limit === 'forbidden'
      ? `ありがとうございます。次に申請する人に、GitHub のページに ${speech.name(organization)} が表示されなかったことを知らせます。理由は、Organization の設定の Personal access tokens で、所有者だけが確認できます。`
      : `ありがとうございます。次に申請する人に、GitHub で ${speech.name(organization)} について選べる日数が短かったことを知らせます。GitHub で選べる期間で作成してください。短いトークンは、自動で承認されます。`,
  beforeCreating: (organization) =>
    `GitHub では、トークンの作成前に、確認済みのメール アドレスが必要です。${organization} が SAML を使っている場合は、シングル サインオンのセッションも必要です。`,
});
