import { z } from 'zod';
import { policyMeanings } from './policy-meanings.ts';
import { policySchema } from './policy-schema.ts';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same with what each key means. `at`: the key whose value this describes, `organizations.lifetime`; empty for the file. */
function withMeanings(node: Node, at: string): Node {
  const { properties, items, ...rest } = node;
  return {
    ...rest,
    ...(policyMeanings[at] === undefined ? {} : { description: policyMeanings[at] }),
    ...(isNode(items) ? { items: isNode(items.properties) ? withMeanings(items, at) : items } : {}),
    ...(isNode(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, value]) => [
              key,
              isNode(value) ? withMeanings(value, at === '' ? key : `${at}.${key}`) : value,
            ]),
          ),
        }
      : {}),
  };
}

/** The schema of the policy file as editors read it, made from what reads the file itself. */
export function policyJsonSchema(): Node {
  // Of the drafts, the one that most editors read.
  const made = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' });
  return { title: 'The policy of Countersign', ...withMeanings(made, '') };
}
