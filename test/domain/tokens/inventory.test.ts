import { expect, it } from 'vitest';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import {
  everything,
  type InventoryFilter,
  type InventoryQuestion,
  questionOf,
} from '../../../src/domain/tokens/inventory.ts';
import { noon } from '../../support/sample-scopes.ts';

const organizations = [1, 2] as unknown as readonly OrganizationId[];
const all: InventoryQuestion = { organizations, traits: [], unusedSince: null, endsBy: null, holderKey: null };

it.each<[string, Partial<InventoryFilter>, Partial<InventoryQuestion>]>([
  ['all that one may see', {}, {}],
  [
    'what can do much and never ends',
    { traits: ['never_expires', 'dangerous'] },
    { traits: ['never_expires', 'dangerous'] },
  ],
  ['what was not used for a month', { unusedDays: 30 }, { unusedSince: noon - 30 * dayMs }],
  ['what ends within a week', { endsWithinDays: 7 }, { endsBy: noon + 7 * dayMs }],
  ['whose they are, in any letters', { holder: 'Mona' }, { holderKey: 'mona' }],
])('an inventory can be asked for %s', (_, filter, question) => {
  expect(questionOf({ ...everything, ...filter }, organizations, noon)).toEqual({ ...all, ...question });
});
