import type { deliveries as english } from '../english/deliveries.ts';
import type { Spoken } from '../wording.ts';

export const deliveries: Spoken<typeof english> = (command) => ({
  undeliverable: (person) =>
    `${person} さんにダイレクト メッセージを送信できませんでした。${command} list を見るよう伝えてください。`,
  stuck: (name, why) =>
    `${name}についての決定を、数分間 GitHub に伝えられていません（${why}）。引き続き試します。続く場合は、Countersign のログに詳しい情報があります。`,
  failure: (why) => (why === 'bug' ? 'プログラムのエラー' : why),
  gaveUp: (why) => `メッセージを届けられませんでした（${why}）。Countersign のログに詳しい情報があります。`,
});
