import type { LinkConflict } from '../../domain/people/link.ts';

/** Why a GitHub account was not linked, and what to do; `account` is its login, as it is shown. */
export function conflictWords(conflict: LinkConflict, account: string, command: string): string {
  const said: Readonly<Record<LinkConflict, string>> = {
    policy_names_another: `ポリシーでは、あなたの GitHub アカウントは ${account} ではありません。リンクはしていません。`,
    policy_gives_it_to_another: `ポリシーでは、${account} は別の人のアカウントです。リンクはしていません。`,
    account_taken: `Slack の別の人が ${account} にリンクされています。リンクはしていません。あなたのアカウントであれば、先にその人が ${command} unlink を送信する必要があります。`,
    linked_to_another: `あなたは別の GitHub アカウントにリンクされています。リンクはしていません。先に ${command} unlink を送信してから、${account} をリンクしてください。`,
    login_recycled: `${account} は、以前その名前を使っていた別の GitHub アカウントとして記録されています。リンクはしていません。`,
  };
  return said[conflict];
}
