import type { RepositorySelection } from '@countersign/sandbox-stage/protocol';
import { Combobox } from '../controls/combobox.tsx';
import { useLive } from '../live/live.ts';
import type { ScopeDraft } from './scope-draft.ts';

const selections: readonly { readonly value: RepositorySelection; readonly text: string; readonly about: string }[] = [
  { value: 'none', text: 'Public repositories', about: 'Read-only access to public repositories' },
  { value: 'all', text: 'All repositories', about: 'All that the organization has now and will have' },
  { value: 'subset', text: 'Only select repositories', about: 'Those that are chosen below' },
];

export function RepositoriesField({
  draft,
  onChange,
}: {
  readonly draft: ScopeDraft;
  readonly onChange: (draft: ScopeDraft) => void;
}) {
  const repositories = useLive(({ slices }) => slices.github.repositories);
  const choice = (name: string) => ({
    value: name,
    text: name,
    description: repositories.find((one) => one.name === name)?.isPrivate === true ? 'Private' : 'Public',
  });
  return (
    <fieldset class="fieldset">
      <legend>Repository access</legend>
      <div class="picks">
        {selections.map(({ value, text, about }) => (
          <label class="pick" key={value}>
            <input
              type="radio"
              name="selection"
              checked={draft.selection === value}
              onChange={() => onChange({ ...draft, selection: value })}
            />
            <span>
              {text}
              <small>{about}</small>
            </span>
          </label>
        ))}
      </div>
      {draft.selection === 'subset' && (
        <div class="field">
          <label class="field-label" for="select-repositories">
            Repositories
          </label>
          <Combobox
            id="select-repositories"
            label="Repositories"
            isMulti={true}
            placeholder="Search repositories"
            chosen={draft.repositories.map(choice)}
            source={{ kind: 'list', groups: [{ label: null, choices: repositories.map(({ name }) => choice(name)) }] }}
            onChoose={(chosen) => onChange({ ...draft, repositories: chosen.map(({ value }) => value) })}
          />
        </div>
      )}
    </fieldset>
  );
}
