// What Bolt hands on of a click, as listeners take it.
import type { BlockAction } from '@slack/bolt';
import type { SlackUserId } from '../domain/ids.ts';
import type { Acknowledge, ChoiceCall, ClickCall, FormState } from './context.ts';

export function clickOf(body: BlockAction, user: SlackUserId, value: string, ack: Acknowledge): ClickCall {
  const { channel, message, view } = body;
  return {
    user,
    triggerId: body.trigger_id,
    value,
    responseUrl: body.response_url,
    isPrivate: body.container.is_ephemeral === true,
    message:
      channel !== undefined && message !== undefined
        ? {
            channel: channel.id,
            ts: message.ts,
            reader: channel.id.startsWith('D') ? user : null,
          }
        : null,
    // A Home is no modal: nothing can be pushed onto it, and what is answered there would take its place.
    view:
      view === undefined || view.type === 'home'
        ? null
        : { id: view.id, hash: view.hash, privateMetadata: view.private_metadata },
    ack,
  };
}

/** Null where what was chosen stands in no form. */
export function choiceOf(
  body: BlockAction,
  user: SlackUserId,
  field: string,
  values: FormState,
  ack: Acknowledge,
): ChoiceCall | null {
  const { view } = body;
  if (view === undefined) return null;
  return {
    user,
    field,
    privateMetadata: view.private_metadata,
    values,
    view: { id: view.id, hash: view.hash },
    ack,
  };
}
