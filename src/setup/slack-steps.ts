import { slackCommandOf } from '../config/environment.ts';
import { manifestScopes } from '../config/slack-manifest.ts';
import { setUp } from '../wording/english/set-up.ts';
import { Halted, type Setting, variableOf } from './setting.ts';
import { slackAppLink } from './slack-app-link.ts';
import {
  problemOfAppToken,
  problemOfBotToken,
  problemOfSigningSecret,
  type Tried,
  tryAppToken,
  tryBotToken,
} from './slack-tokens.ts';

type Value = {
  readonly variable: string;
  readonly question: string;
  readonly problemOf: (given: string) => string | null;
  readonly attempt: (given: string) => Promise<Tried>;
  readonly kept: (team: string) => string;
};

/** Asks until a value works, or looks at the one that is there. What is there and wrong is not written over: the person corrects it. */
async function obtain(setting: Setting, value: Value): Promise<void> {
  const { prompts } = setting;
  const there = variableOf(setting, value.variable);
  if (there !== '') {
    const problem = value.problemOf(there);
    const tried = problem === null ? await value.attempt(there) : { problem, isOutage: false };
    if ('team' in tried) return prompts.say(setUp.kept(value.kept(tried.team)));
    if (tried.isOutage) throw new Halted(setUp.outageStop(tried.problem));
    throw new Halted(setUp.fix([setUp.isIn(value.variable, tried.problem)]));
  }
  if (!prompts.mayAsk) return;
  for (;;) {
    const given = await prompts.secret(value.question, value.problemOf);
    const tried = await value.attempt(given);
    if ('team' in tried) {
      setting.keep({ [value.variable]: given });
      return prompts.say(setUp.kept(value.kept(tried.team)));
    }
    // Asked again at once: the person still has Slack's page open.
    prompts.say(tried.problem);
  }
}

export function slackApp(setting: Setting, address: string | null): void {
  setting.prompts.say(setUp.slackAppHow(slackAppLink(address, slackCommandOf(setting.environment()))));
}

export function botToken(setting: Setting): Promise<void> {
  return obtain(setting, {
    variable: 'SLACK_BOT_TOKEN',
    question: setUp.botTokenQuestion,
    problemOf: problemOfBotToken,
    attempt: (given) => tryBotToken(given, setting.places, manifestScopes()),
    kept: setUp.botTokenKept,
  });
}

export function appToken(setting: Setting): Promise<void> {
  return obtain(setting, {
    variable: 'SLACK_APP_TOKEN',
    question: setUp.appTokenQuestion,
    problemOf: problemOfAppToken,
    attempt: (given) => tryAppToken(given, setting.places),
    kept: () => setUp.appTokenKept,
  });
}

/** No call of Slack's says whether it is right. */
export function signingSecret(setting: Setting): Promise<void> {
  return obtain(setting, {
    variable: 'SLACK_SIGNING_SECRET',
    question: setUp.signingSecretQuestion,
    problemOf: problemOfSigningSecret,
    attempt: async () => ({ team: '' }),
    kept: () => setUp.signingSecretKept,
  });
}
