import type { JsonObject } from './check-value.ts';
import { shownId } from './grid.ts';
import type { SlackState } from './state.ts';
import { describeView } from './view-stack.ts';
import { openDirectMessages } from './workspace.ts';

/** The event of a person who opens the app's Home, with what it shows them so far. https://docs.slack.dev/reference/events/app_home_opened */
export function homeOpened(state: SlackState, userId: string): JsonObject {
  const view = state.views.get(state.homes.get(userId) ?? '');
  const shown = view === undefined ? {} : { view: describeView(state, view) };
  return {
    ...{
      type: 'app_home_opened',
      user: shownId(state, userId),
      channel: openDirectMessages(state, userId).id,
      tab: 'home',
    },
    ...shown,
  };
}
