/** The steps, in their order. */
export const stepNames = [
  'way in',
  'Slack app',
  'bot token',
  'app token',
  'signing secret',
  'GitHub App',
  'installation',
  'channel',
  'policy',
] as const;
export type StepName = (typeof stepNames)[number];

/** How Slack reaches us. */
export type Way = 'socket' | 'http';

/** What is there already, by name alone. */
export type Facts = {
  /** The variables that are set, in `.env` or in the environment. */
  readonly has: (variable: string) => boolean;
  readonly hasPolicy: boolean;
  /** Whether an address was named on the command line. */
  readonly isAddressGiven: boolean;
};

export type Planned = {
  readonly step: StepName;
  /** `kept`: it is there, and only looked at. `open`: it has to be done. `none`: it has no place in this way. */
  readonly is: 'kept' | 'open' | 'none';
  /** The variables that have to be set for it. */
  readonly variables: readonly string[];
};

/** Slack's way in: what is set already decides, then whether there is an address. */
export function wayOf({ has, isAddressGiven }: Facts): Way {
  if (has('SLACK_APP_TOKEN')) return 'socket';
  return has('SLACK_SIGNING_SECRET') || isAddressGiven || has('PUBLIC_URL') ? 'http' : 'socket';
}

const appVariables = ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'];

/** What is to be done, step by step. */
export function plan(facts: Facts): readonly Planned[] {
  const { has, hasPolicy, isAddressGiven } = facts;
  const way = wayOf(facts);
  const stepFor = (step: StepName, isThere: boolean, variables: readonly string[] = []): Planned => ({
    step,
    is: isThere ? 'kept' : 'open',
    variables: isThere ? [] : variables.filter((name) => !has(name)),
  });
  const inWay = (wanted: Way, planned: Planned): Planned =>
    way === wanted ? planned : { step: planned.step, is: 'none', variables: [] };
  const isSlackOpen = !has('SLACK_BOT_TOKEN');
  return [
    way === 'http' || isAddressGiven
      ? stepFor('way in', has('PUBLIC_URL') || has('SLACK_SIGNING_SECRET'), ['PUBLIC_URL'])
      : { step: 'way in', is: 'kept', variables: [] },
    // The app is known by its tokens alone.
    stepFor('Slack app', !isSlackOpen),
    stepFor('bot token', !isSlackOpen, ['SLACK_BOT_TOKEN']),
    inWay('socket', stepFor('app token', has('SLACK_APP_TOKEN'), ['SLACK_APP_TOKEN'])),
    inWay('http', stepFor('signing secret', has('SLACK_SIGNING_SECRET'), ['SLACK_SIGNING_SECRET'])),
    stepFor('GitHub App', appVariables.every(has), appVariables),
    stepFor('installation', false),
    stepFor('channel', hasPolicy),
    stepFor('policy', hasPolicy),
  ];
}
