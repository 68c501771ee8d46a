// Which private repositories may be named to whoever reads something: all of them, none, or those that GitHub lets them read.
import type { Repository } from './agreement.ts';

export type NamedPrivately =
  | boolean
  | {
      readonly ids: ReadonlySet<number>;
      /** GitHub said it of each; what it did not say is not named. */
      readonly isChecked: boolean;
    };

export function mayName({ id, isPrivate }: Repository, named: NamedPrivately): boolean {
  return !isPrivate || (typeof named === 'boolean' ? named : named.ids.has(id));
}
