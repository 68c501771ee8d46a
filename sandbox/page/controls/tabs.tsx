import type { ComponentChildren } from 'preact';

export type Tab<Name extends string> = { readonly name: Name; readonly label: string; readonly count?: number };

/** Arrows move between tabs, Tab goes on into the panel. */
export function Tabs<Name extends string>({
  label,
  tabs,
  chosen,
  panelId,
  onChoose,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name | null;
  readonly panelId: string;
  readonly onChoose: (name: Name) => void;
  readonly children?: ComponentChildren;
}) {
  const focusable = chosen ?? tabs[0]?.name;
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ name }) => name === focusable);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.name);
    document.getElementById(`${panelId}-tab-${next.name}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, label: text, count }) => (
          <button
            type="button"
            key={name}
            id={`${panelId}-tab-${name}`}
            class="tab"
            role="tab"
            aria-selected={name === chosen}
            aria-controls={name === chosen ? panelId : undefined}
            tabIndex={name === focusable ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {text}
            {count !== undefined && count > 0 && <span class="count">{count}</span>}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
