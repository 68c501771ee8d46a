// What a person's act needs: the state, and the line to the bot.
import type { JsonObject } from './check-value.ts';
import { makeResponseUrl } from './response-urls.ts';
import type { Delivery } from './send-signed.ts';
import type { OpenView, PostedMessage, ResponseUrl, SlackState } from './state.ts';
import { makeTrigger } from './triggers.ts';
import { personOf } from './workspace.ts';

export type Line = {
  readonly state: SlackState;
  /** Where response_urls point. */
  readonly origin: () => string;
  readonly post: (body: string, contentType: string) => Promise<Delivery>;
};

/** What the person perceives of an act. `ephemeral` and `modal` are live: they show what came later, too. */
export type Outcome = {
  readonly httpStatus: number;
  readonly timedOut: boolean;
  /** What only this person was told in answer, the oldest first. */
  readonly ephemeral: readonly PostedMessage[];
  /** The view that was opened or pushed in answer, while it is open. */
  readonly modal: OpenView | undefined;
};
export type Reply = { readonly triggerId: string; readonly url: ResponseUrl; readonly responseUrl: string };

export function makeReply(
  line: Line,
  userId: string,
  from: { readonly channelId: string; readonly messageTs: string | null },
): Reply {
  const url = makeResponseUrl(line.state, { userId, ...from });
  return {
    triggerId: makeTrigger(line.state, userId, null),
    url,
    responseUrl: `${line.origin()}/response/${url.id}`,
  };
}

/** Interactivity comes as a form with one field, `payload`. */
export function postPayload(line: Line, payload: JsonObject): Promise<Delivery> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return line.post(body, 'application/x-www-form-urlencoded');
}

export function outcomeOf(
  state: SlackState,
  { httpStatus, timedOut }: Delivery,
  triggerId: string,
  responseUrlId: string | null,
): Outcome {
  return {
    httpStatus,
    timedOut,
    get ephemeral() {
      return state.messages.filter(
        ({ cameBy, ephemeralTo, isDeleted }) =>
          responseUrlId !== null && cameBy === responseUrlId && ephemeralTo !== null && !isDeleted,
      );
    },
    get modal() {
      return [...state.views.values()].find(({ openedBy }) => openedBy === triggerId);
    },
  };
}

/** Only a person whose account is alive can do anything. */
export function requireActive(state: SlackState, userId: string): void {
  if (personOf(state, userId).isDeactivated) throw new Error(`${userId} is deactivated and can do nothing in Slack`);
}
