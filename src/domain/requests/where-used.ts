// Where a token is to be used, as the form's first question puts it: what would serve better depends on it.

export const wheresUsed = ['git', 'actions', 'script', 'service', 'other'] as const;
export type WhereUsed = (typeof wheresUsed)[number];

export function readWhereUsed(answer: unknown): WhereUsed | null {
  return wheresUsed.find((where) => where === answer) ?? null;
}
