/** Where an element stands in its blocks, and what its input says of it. */
export type ElementPlace = {
  readonly blockId: string;
  readonly actionId: string;
  readonly id: string;
  /** Inputs collect what is entered; elsewhere each choice is a click. */
  readonly isInput: boolean;
  readonly label: string;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly describedBy: string | undefined;
};
