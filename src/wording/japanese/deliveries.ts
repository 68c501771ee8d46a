import type { Failure } from '../../domain/failure.ts';
import type { deliveries as english } from '../english/deliveries.ts';
import type { Spoken } from '../wording.ts';

const failures: Readonly<Record<Failure, string>> = {
  bug: 'プログラムのエラーです',
  database: 'データベースが応答しません',
  github_not_listed: 'GitHub の一覧にまだありません',
  github_not_done: 'GitHub がまだ反映していません',
  github_silent: 'GitHub が応答しません',
  github_limit: 'GitHub が待つよう求めています',
  github_refused: 'GitHub が拒否しました',
  github_failed: 'GitHub がエラーを返しました',
  slack_silent: 'Slack が応答しません',
  slack_refused: 'Slack が拒否しました',
};

export const deliveries: Spoken<typeof english> = (command) => ({
  undeliverable: (person) =>
    `${person} さんにダイレクト メッセージを送信できませんでした。${command} list を見るよう伝えてください。`,
  stuck: (name, failure) =>
    `${name}についての決定を、数分間 GitHub に伝えられていません（${failures[failure]}）。引き続き試します。続く場合は、Countersign のログに詳しい情報があります。`,
  gaveUp: (failure) =>
    `メッセージを届けられませんでした（${failures[failure]}）。Countersign のログに詳しい情報があります。`,
});
