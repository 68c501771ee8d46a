import { startOfUtcDay } from '../../domain/calendar.ts';
import type { Lifetime, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import type { scopes as english } from '../english/scopes.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed, utcDay } from './terms.ts';

function lifetime(asked: Lifetime): string {
  switch (asked.kind) {
    case 'days':
      return counted(asked.days, '日');
    case 'date':
      return `${utcDay(startOfUtcDay(asked.date) ?? 0)}まで`;
    case 'until':
      return `${utcDay(asked.at)}まで`;
    case 'never':
      return '有効期限なし';
  }
}

const mostNamed = 3;

function approvedRepositories(approved: RepositoryAccess | null, mayNamePrivate: NamedPrivately): string {
  if (approved === null || approved.selection === 'all') return '選択したもの';
  if (approved.selection === 'none') return 'なし';
  const { repositories } = approved;
  const isEach = repositories.every((one) => mayName(one, mayNamePrivate));
  return isEach && repositories.length <= mostNamed
    ? listed(repositories.map(({ name }) => name))
    : `リポジトリ ${counted(repositories.length, '個')}`;
}

export const scopes: Spoken<typeof english> = {
  permission: (group, name, level) => `${permissionLabel(group, name)}: ${level}`,
  noPermissions: (access) =>
    access.selection === 'none'
      ? 'なし（パブリックなデータの読み取りのみ）'
      : 'なし（リポジトリの名前のみ、Metadata: read）',
  morePermissions: (count) => `ほか ${counted(count)}のアクセス許可: 「詳細」をご覧ください`,
  lifetime,
  expiry: (expiresAt) => (expiresAt === null ? '有効期限なし' : `${utcDay(expiresAt)}まで`),
  access: (access) => {
    if (access.selection === 'all') return 'すべてのリポジトリ（今後作成されるものを含む）';
    if (access.selection === 'none') return 'パブリック リポジトリのみ（読み取り専用）';
    return `選択したリポジトリ ${counted(access.repositories.length, '個')}`;
  },
  privateRepositories: (count) => `プライベート リポジトリ ${counted(count, '個')}（名前は「詳細」にあります）`,
  cutHere: 'メッセージには長すぎるため、一部を省略しています。全体は「詳細」にあります。',
  moreRepositories: (count) => `ほか ${counted(count, '個')}のリポジトリ: 「詳細」をご覧ください`,
  excess: (over, mayNamePrivate, approved = null) => {
    switch (over.kind) {
      case 'permission': {
        const label = permissionLabel(over.group, over.name);
        return `${label}: ${over.actual}（承認: ${over.agreed ?? 'なし'}）`;
      }
      case 'all_repositories':
        return `すべてのリポジトリ（承認: ${approvedRepositories(approved, mayNamePrivate)}）`;
      case 'repository':
        return !mayName(over.repository, mayNamePrivate)
          ? 'プライベート リポジトリ（承認されていません）'
          : `リポジトリ ${over.repository.name}（承認されていません）`;
      case 'never_expires':
        return '有効期限がありません';
      case 'expires_later':
        return `${utcDay(over.actualAt)}まで有効（承認: ${utcDay(over.latestAt)}まで）`;
    }
  },
};
