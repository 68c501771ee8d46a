import type { Method } from './chat-methods.ts';
import { findPerson } from './grid.ts';
import { refuse } from './refuse.ts';
import type { OpenView, SlackState } from './state.ts';
import { findTrigger } from './triggers.ts';
import { describeView, openModal, publishHome, pushModal, replaceView, takeView } from './view-stack.ts';

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': (state, given) => {
    const view = takeView(given.view, 'modal');
    const trigger = findTrigger(state, given.trigger_id);
    const opened = openModal(state, trigger.userId, view, String(given.trigger_id));
    trigger.isUsed = true;
    return answer(state, opened);
  },
  'views.push': (state, given) => {
    const view = takeView(given.view, 'modal');
    const trigger = findTrigger(state, given.trigger_id);
    // Only what was done in a modal can push onto it.
    if (trigger.viewId === null || state.views.get(trigger.viewId)?.type !== 'modal') refuse('invalid_trigger_id');
    const pushed = pushModal(state, trigger.userId, view, String(given.trigger_id));
    trigger.isUsed = true;
    return answer(state, pushed);
  },
  'views.update': (state, given) => {
    if ((given.view_id === undefined) === (given.external_id === undefined)) {
      refuse('invalid_arguments', ['must have either view_id or external_id']);
    }
    const known = [...state.views.values()].find((view) =>
      given.view_id === undefined ? view.externalId === given.external_id : view.id === given.view_id,
    );
    const view = takeView(given.view, known?.type ?? 'modal');
    return answer(state, replaceView(state, known ?? refuse('not_found'), view, hashIn(given.hash)));
  },
  'views.publish': (state, given) => {
    const view = takeView(given.view, 'home');
    const person = typeof given.user_id === 'string' ? findPerson(state, given.user_id) : undefined;
    return answer(state, publishHome(state, (person ?? refuse('user_not_found')).id, view, hashIn(given.hash)));
  },
};

function answer(state: SlackState, view: OpenView): { readonly view: object } {
  return { view: describeView(state, view) };
}

function hashIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
