import type { PlainTextOption } from '@slack/types';
import { echoed } from '../../domain/credential.ts';
import { type PermissionOption, parsePermissionValue } from '../../domain/scope/permission-catalogue.ts';
import type { Preset } from '../../domain/scope/presets.ts';
import type { FoundRepositories } from '../../operations/ask/find-repositories.ts';
import type { Wording } from '../../wording/wording.ts';
import { cut } from './cut.ts';
import { plain } from './modal.ts';

/** Of an option. */
export const longestLabel = 75;
const longestValue = 150;

/** Of a name that is too long for a label, as many characters at its beginning and at its end. */
const longestEnd = 37;

/**
 * The same on the form and in the type-ahead: Slack compares what is chosen with what is offered, text and all. A long name shows both its
 * ends, and what is left out between them below: two that differ anywhere look different.
 */
export function repositoryOption(name: string): PlainTextOption {
  const clean = echoed(name, longestValue);
  if (clean.length <= longestLabel) return { text: plain(clean), value: name };
  const [start, between] = [clean.slice(0, longestEnd), clean.slice(longestEnd, -longestEnd)];
  return {
    text: plain(`${start}…${clean.slice(-longestEnd)}`),
    description: plain(echoed(`…${between}…`, longestLabel)),
    value: name,
  };
}

/** Where there may be more, the list says so. */
export function repositoryOptions({ repositories, hasMore }: FoundRepositories, wording: Wording): object {
  const options = repositories
    .filter(({ name }) => name.length <= longestValue)
    .map(({ name }) => repositoryOption(name));
  return hasMore && options.length > 0
    ? { option_groups: [{ label: plain(wording.moreToFind), options }] }
    : { options };
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

/** What it can do stands below its name and its grade. */
export function classicScopeOption(name: string, wording: Wording): PlainTextOption {
  return {
    text: plain(cut(wording.classicScopeOption(name), longestLabel)),
    description: plain(cut(wording.classicScope(name), longestLabel)),
    value: name,
  };
}

/** A preset's permissions, by the names people know. */
export function presetGives({ permissions }: Preset, wording: Wording): string {
  const named = permissions.map((value) => {
    const { group = 'repository', name = '', level = '' } = parsePermissionValue(value) ?? {};
    return wording.permission(group, name, level);
  });
  return wording.presetGives(named);
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
