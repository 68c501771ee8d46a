import type { english } from './english.ts';

/** Every sentence that a person reads. A second language is one more module of this type. */
export type Wording = typeof english;
