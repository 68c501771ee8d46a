import { type Fault, FaultPlan } from '@countersign/sandbox-loopback/faults';
import { LoopbackServer } from '@countersign/sandbox-loopback/loopback-server';

/** Planned failures answered as Slack would: a 429 always says how long to wait. */
class SlackFaults extends FaultPlan {
  override add(fault: Fault): void {
    const { answer } = fault;
    if (typeof answer === 'string') {
      super.add(fault);
      return;
    }
    const isLimited = answer.status === 429;
    const body = answer.body ?? { ok: false, error: isLimited ? 'ratelimited' : 'internal_error' };
    const retryAfterSeconds = answer.retryAfterSeconds ?? (isLimited ? 1 : undefined);
    super.add({
      ...fault,
      answer: { status: answer.status, body, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
    });
  }
}

export class SlackServer extends LoopbackServer {
  override readonly faults: FaultPlan = new SlackFaults();
}
