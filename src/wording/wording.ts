import type { english } from './english.ts';

/** What a line is about, where the place that shows it has to know: no text. */
type Code = 'of';

/** The same keys and parameters with any text: what one language happens to say binds no other. */
export type Spoken<Said> = Said extends string
  ? string
  : Said extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Spoken<Answer>
    : Said extends object
      ? { readonly [Key in keyof Said]: Key extends Code ? Said[Key] : Spoken<Said[Key]> }
      : Said;

/** Every sentence that a person reads. Each language is one value of this type: a key that it lacks does not compile. */
export type Wording = Spoken<typeof english>;
