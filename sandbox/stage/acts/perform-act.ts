import type { Viewer } from '../shown/cast-members.ts';
import type { ViewErrors } from '../shown/slack-slices.ts';
import type { Stage } from '../stage.ts';
import type { Act, ActAnswer, SandboxAct } from './acts.ts';
import { actOnGithub } from './github-acts.ts';
import { actInSlack } from './slack-acts.ts';

const done: ActAnswer = { outcome: 'done' };

type OwnAct<Side extends string> = Extract<Act, { readonly kind: `${Side}.${string}` }>;
/** All but a reset, which there is no stage for. */
export type StageAct = Exclude<Act, { readonly kind: 'sandbox.reset' }>;

/** Carries out what a person does; a "no" is an answer, with the sentence that they are told. */
export async function performAct(stage: Stage, viewer: Viewer, act: StageAct, errors: ViewErrors): Promise<ActAnswer> {
  try {
    if (isOn('slack', act)) return await actInSlack(stage, viewer.person.slackId, act, errors);
    if (isOn('github', act)) return actOnGithub(stage, viewer.login, act);
    await actOnStage(stage, act as Exclude<SandboxAct, { readonly kind: 'sandbox.reset' }>);
    return done;
  } catch (error) {
    return { outcome: 'refused', why: asSentence(error instanceof Error ? error.message : String(error)) };
  } finally {
    stage.afterAct(isOn('github', act) ? 'github' : 'slack');
  }
}

function isOn<Side extends 'slack' | 'github'>(side: Side, act: Act): act is OwnAct<Side> {
  return act.kind.startsWith(`${side}.`);
}

/** What the local services say against an act is meant for stories: one line, without a full stop. */
function asSentence(message: string): string {
  const [line = ''] = message.split('\n');
  const text = line.replace(/[.:]?\s*$/, '.');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function actOnStage(stage: Stage, act: Exclude<SandboxAct, { readonly kind: 'sandbox.reset' }>): Promise<void> {
  switch (act.kind) {
    case 'sandbox.move_clock':
      return stage.moveClock(act.by);
    case 'sandbox.switch':
      return stage.setSwitch(act.name, act.isOn);
    case 'sandbox.kill_bot':
      return stage.killBot();
    case 'sandbox.start_bot':
      return stage.startBot();
  }
}
