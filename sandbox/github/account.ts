/** A person, or an organization. Mutable on purpose: people act on it. */
export type Account = {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Organization';
  /** What its profile says, as its owner typed it. */
  name?: string | null;
  createdAt?: Date;
};
