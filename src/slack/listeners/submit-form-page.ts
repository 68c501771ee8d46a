import { isRefusal } from '../../domain/refusal.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import { answerRequestForm } from '../../operations/ask/answer-request-form.ts';
import type { SlackContext, SubmissionCall } from '../context.ts';
import { readFormPage } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { confirmRequestView } from '../views/confirm-request.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { refusalView } from '../views/refusal-view.ts';
import { requestFormView } from '../views/request-form.ts';
import { unknownControl } from './unknown-control.ts';

/** A page of the form was sent: the next one, the errors at their fields, or the whole request to confirm. */
export async function submitFormPage(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const page = readFormPage(call.privateMetadata);
  if (page === null) return unknownControl(context, call);
  const step = await answerRequestForm(ports, call.user, page.draftId, page.page, readForm(call.values));
  if (isRefusal(step)) return call.ack({ response_action: 'update', view: refusalView(wording, step) });
  switch (step.step) {
    case 'problems':
      return call.ack({ response_action: 'errors', errors: fieldErrors(wording, step.problems, call.values) });
    case 'next_page': {
      const form = {
        draftId: step.draft.id,
        answers: step.draft.answers,
        organizations: ports.policy().organizations,
        chosen: step.policy,
        machineUsers: sponsoredBy(call.user, ports.policy()),
      };
      return call.ack({ response_action: 'push', view: requestFormView(2, form, wording) });
    }
    case 'confirm': {
      const view = confirmRequestView(
        {
          draftId: step.draft.id,
          organization: step.policy.login,
          asked: step.answers,
          channel: step.policy.channel,
          undecidedDays: step.policy.lapse.undecidedDays,
          requester: step.requester,
          holder: step.holder,
          remarks: step.remarks,
        },
        wording,
      );
      return call.ack({ response_action: 'push', view });
    }
  }
}
