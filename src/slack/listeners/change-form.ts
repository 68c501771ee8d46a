import { isRefusal } from '../../domain/refusal.ts';
import { keepAnswers } from '../../operations/ask/own-draft.ts';
import type { ChoiceCall, SlackContext } from '../context.ts';
import { readFormPage, readList } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { updateSameView, updateView } from '../update-view.ts';
import { formPage } from './form-page.ts';
import { refusalPage } from './refuse-privately.ts';

/** What these hold brings up no other field. */
const onlyKept = new Set(['machine_user', 'permissions', 'repositories', 'classic_scopes']);

/** Something was chosen: what stands in the page is kept, and the fields that the choice needs appear. */
export async function changeForm(context: SlackContext, call: ChoiceCall): Promise<void> {
  const { ports, client } = context;
  const opened = readFormPage(call.privateMetadata);
  if (opened === null) return call.ack();
  const { draftId, page } = opened;
  const list = readList(call.privateMetadata);
  const answers = readForm(call.values);
  const kept = await keepAnswers(ports, call.user, draftId, page, answers);
  if (isRefusal(kept)) {
    await updateView(client, call.view.id, await refusalPage(context, call.user, kept));
    return call.ack();
  }
  if (onlyKept.has(call.field)) return call.ack();
  const isShown = await updateSameView(client, call.view, formPage(context, page, kept, { list }));
  if (!isShown) {
    // The page was drawn again between this choice and its answer: what is kept has both. A form that has ended meanwhile has no draft.
    const again = await keepAnswers(ports, call.user, draftId, page, {});
    if (!isRefusal(again)) await updateView(client, call.view.id, formPage(context, page, again, { list }));
  }
  await call.ack();
}
