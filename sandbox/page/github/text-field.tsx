import { useId } from 'preact/hooks';

export function TextField({
  label,
  value,
  hint,
  isLong = false,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly isLong?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  const shared = {
    id,
    class: 'text-input',
    value,
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(currentTarget.value),
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {isLong ? <textarea rows={2} {...shared} /> : <input type="text" autocomplete="off" {...shared} />}
      {hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
