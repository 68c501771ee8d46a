import { expect, it } from 'vitest';
import { mayName, type NamedPrivately } from '../../../src/domain/scope/named-privately.ts';
import { repository } from '../../support/sample-scopes.ts';

const only = (...ids: readonly number[]): NamedPrivately => ({ ids: new Set(ids), isChecked: true });

it.each<[string, boolean, NamedPrivately, boolean]>([
  ['a public one, whoever reads it', false, false, true],
  ['a private one, where all may be named', true, true, true],
  ['no private one, where none may be', true, false, false],
  ['a private one that GitHub lets them read', true, only(1), true],
  ['no other private one', true, only(2), false],
  ['a public one, though they were asked about others', false, only(2), true],
])('a repository is named: %s', (_, isPrivate, named, is) => {
  expect(mayName({ ...repository(1), isPrivate }, named)).toBe(is);
});
