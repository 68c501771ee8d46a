import type { guide as english } from '../english/guide.ts';
import type { Spoken } from '../wording.ts';

export const guide: Spoken<typeof english> = (command) => ({
  howToUse: '使い方は?',
  guideTitle: 'トークンの使い方',
  guideHeadline: (tokenName, organization, speech) => `${speech.quoted(tokenName)}（${organization}）の使い方`,
  guideSafety:
    '以下のコマンドにトークンは含まれていません。パスワードまたはトークンの入力を求められたときだけ貼り付けてください。Slack には絶対に貼り付けないでください。',
  guideNotYet: 'このトークンはまだ使えません。使えるようになったというお知らせのあとで、もう一度開いてください。',
  guideReplaceRepository: 'REPOSITORY は、自分のリポジトリの名前に置き換えてください。',
  guideTry: '試してみる',
  guideTryHow: 'bash または zsh で、求められたらトークンを貼り付けてください。シェルの履歴には残りません。',
  guideTryResult:
    'JSON の応答があれば、使えています。404 は多くの場合、このリポジトリまたはアクセス許可がないことを意味します。',
  guideClone: 'HTTPS でクローンする',
  guideCloneHow: 'Git にパスワードを求められたら、トークンを貼り付けてください。',
  guideReadOnly: 'このトークンではクローンとプルができますが、プッシュはできません。',
  guideSwitch: 'クローンを SSH から HTTPS に切り替える',
  guideReplace: '保存されたパスワードを置き換える',
  guideReplaceHow:
    'macOS のキーチェーン、Windows Credential Manager、libsecret のどれに保存されていても、Git が古いものを忘れます。Windows では Git Bash を使ってください。そのあと、Git がもう一度入力を求めます。',
  guideCache: 'Git に記憶させる',
  guideCacheHow: '使っているシステムの行を一度だけ実行してください:',
  guideCacheLines: [
    ['macOS のキーチェーン', 'git config --global credential.helper osxkeychain'],
    ['Windows Credential Manager', 'git config --global credential.helper manager'],
    ['Linux と libsecret', 'git config --global credential.helper libsecret'],
    ['Linux（メモリに 1 時間）', "git config --global credential.helper 'cache --timeout=3600'"],
  ],
  guideSeveral: 'ほかの Organization のトークンもありますか? その場合は、Git にリポジトリごとに保存させてください:',
  guideSecrets: 'シークレットとして保管する',
  guideSecretsHow:
    'ワークフローまたは codespace で必要とするリポジトリを使ってください。GitHub CLI がトークンを求めるので、そこに貼り付けます。',
  guideSecretsOf: { actions: 'GitHub Actions', dependabot: 'Dependabot', codespaces: '自分の codespace' },
  guideVault: 'それ以外では、パスワード マネージャーに保管してください。Git で追跡するファイルには書かないでください。',
  guideSaml: 'Organization が SAML を使っている場合',
  guideSamlHow:
    'GitHub は fine-grained personal access token を作成時に認可するため、追加の操作は必要ありません。呼び出しが拒否された場合は、ブラウザーで Organization にサインインしてから、もう一度お試しください。',
  kindsTitle: 'fine-grained と classic の違いは?',
  kindsLines: [
    'fine-grained personal access token は、1 つの Organization の、選択したリポジトリとアクセス許可だけにアクセスできます。',
    'personal access token (classic) は、それを許可するすべての Organization で、あなたがアクセスできるすべてにアクセスできます。',
    '所有者は、fine-grained personal access token を 1 つずつ確認、制限、取り消しできます。classic のトークンは、まとめて許可またはブロックすることしかできません。',
    'GitHub Packages、通知、Enterprise の設定、複数の Organization を同時に使えるのは、classic のトークンだけです。',
    '外部のコラボレーターとして参加しているリポジトリにアクセスできるのは、classic のトークンだけです。',
    `fine-grained personal access token は、${command} request で申請できます。classic のトークンが必要な場合は、先に所有者に相談してください。`,
  ],
  kindsNext: `1 つのトークンの手順を見るには: ${command} guide PAT-12`,
});
