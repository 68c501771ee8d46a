import { type TrailEntry, trailHead, trailLine } from '../../domain/record/trail-line.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { exportTrail as find } from '../../operations/ask/export-trail.ts';
import { Fault } from '../../ports/fault.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { readTrailQuestion } from '../forms/read-trail-question.ts';
import { mostFileMegabytes } from '../send-file.ts';
import { refuseCommand } from './refuse-privately.ts';

async function* asCsv(pages: AsyncIterable<readonly TrailEntry[]>): AsyncGenerator<string> {
  yield trailHead('csv');
  for await (const page of pages) yield page.map((entry) => trailLine(entry, 'csv')).join('');
}

/** `/pat audit mona 2026-01-01`: the file comes by direct message, and may take a while. */
export async function exportTrail(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording, sendFile } = context;
  const question = readTrailQuestion(call.argument);
  if (question === null) return refuseCommand(context, call, refuse({ why: 'unknown_audit' }));
  const found = await find(ports, call.user, question);
  if (isRefusal(found)) return refuseCommand(context, call, found);
  await call.ack({ response_type: 'ephemeral', text: wording.trailPreparing });
  const tell = (text: string): Promise<unknown> => client.chat.postMessage({ channel: call.user, text });
  try {
    const outcome = await sendFile({
      ...{ to: call.user, name: 'audit.csv', title: wording.trailFile },
      content: asCsv(found.pages),
      comment: wording.trailComment,
    });
    if (outcome === 'too_large') await tell(wording.trailTooLarge(mostFileMegabytes));
  } catch (error) {
    if (!(error instanceof Fault) || error.where !== 'slack') throw error;
    ports.log.error('a file could not be sent', error.fields);
    // Where Slack takes no message either there is nobody to tell but the log.
    await tell(wording.trailFailed).catch(() => undefined);
  }
}
