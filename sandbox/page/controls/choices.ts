/** What can be chosen, in groups; a group without a label is no group to the eye. */
export type Choice = { readonly value: string; readonly text: string; readonly description?: string };
export type ChoiceGroup = { readonly label: string | null; readonly choices: readonly Choice[] };

export type Offer =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'ready'; readonly groups: readonly ChoiceGroup[] };

/** Those whose text has what was typed. */
export function narrowed(groups: readonly ChoiceGroup[], typed: string): readonly ChoiceGroup[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return groups;
  return groups
    .map((group) => ({ ...group, choices: group.choices.filter(({ text }) => text.toLowerCase().includes(wanted)) }))
    .filter(({ choices }) => choices.length > 0);
}
