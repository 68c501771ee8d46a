import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly isWhole: boolean;
  }
}

/** Whether all is to be run (`npm run prove`), and not only the fixed share that every `npm test` takes. */
export const isWhole = inject('isWhole') === true;

/**
 * Whether the share takes a case of a product, by its place in each list that the product is of: one in `oneIn`, from another place on in
 * each row, so that every row and every column that has so many is met.
 */
export function isInShare(oneIn: number, ...places: readonly number[]): boolean {
  return isWhole || places.reduce((sum, place) => sum + place, 0) % oneIn === 0;
}
