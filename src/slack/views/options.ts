import type { PlainTextOption } from '@slack/types';
import { echoed } from '../../domain/credential.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import type { PermissionOption } from '../../domain/scope/permission-catalogue.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut } from './cut.ts';
import { plain } from './modal.ts';

const longestLabel = 75;
const longestValue = 150;

/** The same on the form and in the type-ahead: Slack compares what is chosen with what is offered, text and all. */
export function repositoryOption(name: string): PlainTextOption {
  return { text: plain(echoed(name, longestLabel)), value: name };
}

export function repositoryOptions(repositories: readonly Repository[]): PlainTextOption[] {
  return repositories.filter(({ name }) => name.length <= longestValue).map(({ name }) => repositoryOption(name));
}

export function permissionOption(
  group: 'repository' | 'organization',
  value: string,
  wording: Wording,
): PlainTextOption {
  const [name = '', level = ''] = value.split(':');
  return {
    text: plain(echoed(wording.permission(group, name, level), longestLabel)),
    value: cut(value, longestValue),
  };
}

/** Two groups, since some names exist in both. A group without a hit is left out: Slack refuses an empty one. */
export function permissionOptions(
  found: Readonly<Record<'repository' | 'organization', readonly PermissionOption[]>>,
  wording: Wording,
): object {
  const groups = (['repository', 'organization'] as const)
    .filter((group) => found[group].length > 0)
    .map((group) => ({
      label: plain(wording.permissionGroup[group]),
      options: found[group].map(({ value }) => permissionOption(group, value, wording)),
    }));
  return groups.length === 0 ? { options: [] } : { option_groups: groups };
}
