import type { Scope } from '@countersign/sandbox-stage/protocol';
import { useLive } from '../live/live.ts';
import { displayName, draftOf, levelNames } from './scope-draft.ts';

const selections = { none: 'Public repositories', all: 'All repositories', subset: '' } as const;

/** What it may do and where, in two lines. */
export function ScopeShown({ scope }: { readonly scope: Scope }) {
  const catalogue = useLive(({ slices }) => slices.catalogue);
  const permissions = Object.entries(draftOf(scope).permissions);
  return (
    <dl class="facts">
      <div>
        <dt>Repositories</dt>
        <dd>{scope.selection === 'subset' ? scope.repositories.join(', ') || 'None' : selections[scope.selection]}</dd>
      </div>
      <div>
        <dt>Permissions</dt>
        <dd>
          {permissions.length === 0
            ? 'None'
            : permissions
                .map(
                  ([name, level]) => `${displayName(catalogue, name)}: ${(levelNames[level] ?? level).toLowerCase()}`,
                )
                .join(', ')}
        </dd>
      </div>
    </dl>
  );
}
