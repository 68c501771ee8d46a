import type { ModalView } from '@slack/types';
import type { Field, FieldProblems } from '../../domain/requests/field-problem.ts';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

/** The request no longer holds, and its fields are on pages that are closed. */
export function problemsView(wording: Wording, problems: FieldProblems): ModalView {
  const lines = Object.entries(problems).map(([field, problem]) => ({
    fact: wording.label(field as Field),
    value: wording.fieldProblem(problem),
  }));
  return modal({
    callbackId: 'request_details',
    title: wording.refusalTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.problemsIntro }, ...lines]),
  });
}
