// What a person does in Slack's half of the page, as the local Slack's own acts: each becomes a signed request to the bot.
import { formErrors } from '@countersign/sandbox-slack/enter';
import { homeOpened } from '@countersign/sandbox-slack/home-opened';
import { findMessage } from '@countersign/sandbox-slack/message-board';
import { conversationsOf } from '@countersign/sandbox-slack/reading';
import { write } from '@countersign/sandbox-slack/shortcut';
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';
import type { ViewErrors } from '../shown/slack-slices.ts';
import type { Stage } from '../stage.ts';
import type { ActAnswer, Entered, SlackAct } from './acts.ts';
import { Refused } from './refused.ts';

type Delivered = { readonly httpStatus: number; readonly timedOut: boolean };
const done: ActAnswer = { outcome: 'done' };

export async function actInSlack(
  { world: { slack }, switches }: Stage,
  userId: string,
  act: SlackAct,
  errors: ViewErrors,
): Promise<ActAnswer> {
  if (switches.slack_down) throw new Refused('Slack is down: nothing can be done there.');
  const viewOf = (viewId: string): OpenView => {
    const view = slack.state.views.get(viewId);
    if (view === undefined || view.userId !== userId) throw new Refused('That form is not open any more.');
    return view;
  };
  const messageOf = ({ conversation, ts }: { readonly conversation: string; readonly ts: string }): PostedMessage => {
    const message = findMessage(slack.state, conversation, ts);
    if (message === undefined || message.isDeleted) throw new Refused('That message is not there any more.');
    return message;
  };
  const enter = (viewId: string, entered: Entered): OpenView => slack.enter(userId, viewOf(viewId), entered);

  switch (act.kind) {
    case 'slack.command':
      if (!/^\/\S/.test(act.typed)) throw new Refused('Only commands can be sent here: they start with a slash.');
      if (!conversationsOf(slack.state, userId).some(({ id }) => id === act.conversation))
        throw new Refused('You are not in that conversation.');
      return answered(await slack.command(userId, act.typed, act.conversation));
    case 'slack.write':
      write(slack.state, userId, act.conversation, act.typed);
      return done;
    case 'slack.shortcut':
      return answered(await slack.shortcut(userId, messageOf(act), act.callbackId));
    case 'slack.click_message': {
      const message = messageOf(act);
      const value = act.value === null ? {} : { value: act.value };
      // A redraw gives blocks that have no name another one, and may be on its way to the page.
      const isNamed = message.blocks.some(({ block_id: blockId }) => blockId === act.blockId);
      const block = isNamed ? { blockId: act.blockId } : {};
      return answered(await slack.click(userId, message, act.actionId, { ...block, ...value }));
    }
    case 'slack.click_view': {
      const { blockId, actionId, value } = act;
      const view = enter(act.view, act.entered);
      return answered(
        value === null
          ? await slack.click(userId, view, actionId, { blockId })
          : await slack.choose(userId, view, { blockId, actionId, value }),
      );
    }
    case 'slack.suggest': {
      const offered = await slack.suggest(userId, enter(act.view, act.entered), act.actionId, act.typed);
      const { groups } = offered;
      return {
        outcome: 'options',
        options: groups.length > 0 ? [] : [...offered],
        groups: groups.map(({ label, options }) => ({
          label: { type: 'plain_text', text: label.text },
          options,
        })),
      };
    }
    case 'slack.submit': {
      const view = enter(act.view, act.entered);
      errors.delete(view.id);
      const wrong = formErrors(view);
      const outcome = Object.keys(wrong).length > 0 ? { errors: wrong } : await slack.submit(userId, view);
      if (outcome.errors !== undefined) {
        errors.set(view.id, { hash: view.hash, errors: outcome.errors });
        return { outcome: 'errors', errors: outcome.errors };
      }
      return 'httpStatus' in outcome ? answered(outcome) : done;
    }
    case 'slack.close':
      await slack.close(userId, viewOf(act.view), act.isWhole);
      return done;
    case 'slack.read':
      slack.markRead(userId, act.conversation);
      return done;
    case 'slack.set_locale': {
      slack.setLocale(userId, act.locale);
      const user = { ...slack.describePerson(userId), locale: act.locale };
      return answered(await slack.event({ type: 'user_change', user }));
    }
    case 'slack.open_home':
      return answered(await slack.event(homeOpened(slack.state, userId)));
  }
}

/** What Slack shows beside a control where the app did not answer it well. */
function answered({ httpStatus, timedOut }: Delivered): ActAnswer {
  if (httpStatus === 200) return done;
  if (timedOut) throw new Refused('Countersign did not answer in time.');
  if (httpStatus === 0) throw new Refused('Countersign could not be reached.');
  throw new Refused(`Countersign answered with an error (${httpStatus}).`);
}
