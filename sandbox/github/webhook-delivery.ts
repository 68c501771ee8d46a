/** A webhook that was sent, or lost. */
export type WebhookDelivery = {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  readonly sentAt: Date;
  /** Lost on purpose: it never was on its way. */
  readonly isLost: boolean;
  /** The answers it got, one for each time it was sent. */
  readonly answers: number[];
};
