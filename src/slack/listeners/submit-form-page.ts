import { isRefusal } from '../../domain/refusal.ts';
import { answerRequestForm } from '../../operations/ask/answer-request-form.ts';
import type { SlackContext, SubmissionCall } from '../context.ts';
import { readFormPage, readList } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { confirmRequestView } from '../views/confirm-request.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { formPage } from './form-page.ts';
import { refuseSubmission } from './refuse-privately.ts';
import { unknownControl } from './unknown-control.ts';

/** A page of the form was sent: the next one, the same with what it lacks, the errors at their fields, or the whole request to confirm. */
export async function submitFormPage(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const page = readFormPage(call.privateMetadata);
  if (page === null) return unknownControl(context, call);
  const list = readList(call.privateMetadata);
  const step = await answerRequestForm(ports, call.user, page.draftId, page.page, readForm(call.values));
  if (isRefusal(step)) return refuseSubmission(context, call, step);
  switch (step.step) {
    case 'same_page':
      return call.ack({
        response_action: 'update',
        view: formPage(context, step.page, step.kept, { missing: step.missing, list }),
      });
    case 'problems':
      return call.ack({ response_action: 'errors', errors: fieldErrors(wording, step.problems, call.values) });
    case 'next_page':
      return call.ack({ response_action: 'push', view: formPage(context, 2, step.kept, { list }) });
    case 'confirm': {
      const { draft, policy } = step.kept;
      const view = confirmRequestView(
        {
          draftId: draft.id,
          organization: policy.login,
          asked: step.answers,
          verdict: step.verdict,
          usualMs: step.usualMs,
          undecidedDays: policy.lapse.undecidedDays,
          requester: step.requester,
          holder: step.holder,
          remarks: step.remarks,
          list,
        },
        wording,
      );
      return call.ack({ response_action: 'push', view });
    }
  }
}
