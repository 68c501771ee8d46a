import { isRefusal } from '../../domain/refusal.ts';
import { exportTokens, type FileFormat } from '../../operations/ask/export-tokens.ts';
import { Fault } from '../../ports/fault.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { readInventoryValue } from '../inventory-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { mostFileMegabytes } from '../send-file.ts';
import { tokensAsCsv, tokensAsJson } from '../token-file.ts';
import { updateView } from '../update-view.ts';
import { fileView } from '../views/token-inventory.ts';
import { refusalPage } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

export function exportAsCsv(context: SlackContext, call: ClickCall): Promise<void> {
  return sendTokens(context, call, 'csv');
}

export function exportAsJson(context: SlackContext, call: ClickCall): Promise<void> {
  return sendTokens(context, call, 'json');
}

/** The list stays; a page above it says what becomes of the file. */
async function sendTokens(context: SlackContext, call: ClickCall, format: FileFormat): Promise<void> {
  const { ports, client, wording, sendFile } = context;
  const place = readInventoryValue(call.value);
  if (place === null || call.view === null) return unknownClick(context, call);
  const view = fileView(wording.filePreparing, wording);
  const opened = await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
  const show = async (shown: typeof view): Promise<void> => {
    if (opened.view?.id !== undefined) await updateView(client, opened.view.id, shown);
  };
  const found = await exportTokens(ports, call.user, place.filter, format);
  if (isRefusal(found)) return show(await refusalPage(context, call.user, found));
  const { total, madeAt, pages, organizations } = found;
  const filter = wording.inventoryFilter(place.filter, mrkdwnSpeech(wording));
  try {
    const outcome = await sendFile({
      to: call.user,
      name: `tokens.${format}`,
      title: wording.fileName(total, madeAt),
      content: format === 'csv' ? tokensAsCsv(pages, wording) : tokensAsJson(pages, wording),
      comment: wording.fileComment(total, organizations, filter, mrkdwnSpeech(wording)),
    });
    await show(
      fileView(outcome === 'sent' ? wording.fileSent(total) : wording.fileTooLarge(mostFileMegabytes), wording),
    );
  } catch (error) {
    if (!(error instanceof Fault) || error.where !== 'slack') throw error;
    ports.log.error('a file could not be sent', error.fields);
    await show(fileView(wording.fileFailed, wording));
  }
}
