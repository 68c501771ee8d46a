import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly isWhole: boolean;
  }
}

/** Whether all is to be run (`npm run prove`), and not only the fixed share that every `npm test` takes. */
export const isWhole = inject('isWhole') === true;
