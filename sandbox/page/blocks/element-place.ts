/** Where an element stands in its blocks, and what its input says of it. */
export type ElementPlace = {
  readonly blockId: string;
  readonly actionId: string;
  readonly id: string;
  readonly isInput: boolean;
  /** The bot is told of each choice; otherwise an input collects what is entered. */
  readonly isTold: boolean;
  readonly label: string;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly describedBy: string | undefined;
};
