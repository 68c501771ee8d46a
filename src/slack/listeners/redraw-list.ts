import { isRefusal } from '../../domain/refusal.ts';
import { listMine } from '../../operations/ask/list-mine.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readList } from '../forms/private-metadata.ts';
import { tokenListMessage } from '../views/token-list.ts';

/** Where the answer to `/pat list` can be replaced that this was pressed in, or that its form was opened from. */
export function listAddress(call: ClickCall | SubmissionCall): string | undefined {
  if ('privateMetadata' in call) return readList(call.privateMetadata);
  return call.isPrivate ? call.responseUrl : readList(call.view?.privateMetadata ?? '');
}

/** Nobody else can draw that answer anew: Slack keeps no such message, and only what is pressed in it knows where it stands. */
export async function redrawList(context: SlackContext, call: ClickCall | SubmissionCall): Promise<void> {
  const { ports, githubWebUrl, respond, wording } = context;
  const address = listAddress(call);
  if (address === undefined) return;
  const mine = await listMine(ports, githubWebUrl, call.user);
  if (!isRefusal(mine)) await respond(address, tokenListMessage(mine, wording), 'in_its_place');
}
