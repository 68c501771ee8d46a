import type { PermissionGroup } from '@countersign/sandbox-stage/protocol';
import { Combobox } from '../controls/combobox.tsx';
import { Icon } from '../controls/icon.tsx';
import { useLive } from '../live/live.ts';
import { groupNames, levelNames, type ScopeDraft } from './scope-draft.ts';

const groups: readonly PermissionGroup[] = ['repository', 'organization', 'other'];

/** Each chosen permission with its level; more are found by typing. */
export function PermissionsField({
  draft,
  onChange,
}: {
  readonly draft: ScopeDraft;
  readonly onChange: (draft: ScopeDraft) => void;
}) {
  const catalogue = useLive(({ slices }) => slices.catalogue);
  const { permissions } = draft;
  const set = (next: ScopeDraft['permissions']): void => onChange({ ...draft, permissions: next });
  const offered = groups.map((group) => ({
    label: groupNames[group],
    choices: catalogue
      .filter((one) => one.group === group && !(one.name in permissions))
      .map(({ name, displayName }) => ({ value: name, text: displayName })),
  }));
  return (
    <fieldset class="fieldset">
      <legend>Permissions</legend>
      <div class="field">
        <label class="field-label" for="add-permission">
          Add a permission
        </label>
        <Combobox
          id="add-permission"
          label="Add a permission"
          isMulti={false}
          chosen={[]}
          placeholder="Search permissions"
          source={{ kind: 'list', groups: offered.filter(({ choices }) => choices.length > 0) }}
          onChoose={([choice]) => {
            if (choice === undefined) return;
            const first = catalogue.find(({ name }) => name === choice.value)?.levels[0] ?? 'read';
            set({ ...permissions, [choice.value]: first });
          }}
        />
      </div>
      {groups.map((group) => {
        const chosen = catalogue.filter((one) => one.group === group && one.name in permissions);
        if (chosen.length === 0) return null;
        return (
          <div key={group}>
            <h4 class="small-heading">{groupNames[group]}</h4>
            <ul class="permission-rows">
              {chosen.map(({ name, displayName, levels }) => (
                <li key={name} class="permission-row">
                  <label for={`level-${name}`}>{displayName}</label>
                  <select
                    id={`level-${name}`}
                    class="select"
                    value={permissions[name]}
                    onChange={({ currentTarget: { value } }) => set({ ...permissions, [name]: value })}
                  >
                    {levels.map((level) => (
                      <option key={level} value={level}>
                        {levelNames[level] ?? level}
                      </option>
                    ))}
                  </select>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={`Remove ${displayName}`}
                    onClick={() => {
                      const { [name]: _gone, ...rest } = permissions;
                      set(rest);
                      document.getElementById('add-permission')?.focus();
                    }}
                  >
                    <Icon name="cross" />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {Object.keys(permissions).length === 0 && <p class="field-hint">None yet.</p>}
    </fieldset>
  );
}
