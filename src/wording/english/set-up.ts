/** What `npm run setup` says to the operator in the terminal, and on its page in the browser. */

const list = (names: readonly string[]): string => names.join(', ');
const again = 'Run npm run setup again to go on: what is there is kept.';

export const setUp = {
  kept: (what: string): string => `✓ ${what}`,
  stopped: `Stopped. ${again}`,
  outageStop: (what: string): string => `${what}\nNothing else was changed. ${again}`,
  fix: (problems: readonly string[]): string =>
    `Please correct this, and run npm run setup again:\n${problems.map((one) => `  ${one}`).join('\n')}`,

  forOne: (folder: string): string =>
    `POLICY_FILE (${folder}) is a folder for several workspaces. npm run setup sets up only one. “Several workspaces” in docs/running.md says what to do. npm run doctor says what is missing.`,

  badUrl: '--url must be an https address without a path, like https://tokens.example.com',
  badOrganization: 'That’s no GitHub organization’s name. It has letters, digits and hyphens only.',
  otherUrl: (kept: string): string => `PUBLIC_URL is ${kept} already. Change it in .env if that’s wrong.`,
  waySocket: 'Slack reaches us by Socket Mode: you need no address.',
  wayHttp: (url: string): string => `Slack and GitHub reach us at ${url}.`,
  wayHttpKept: 'Slack reaches us over HTTP: the signing secret is set.',

  whichOrganization: 'Which GitHub organization is it for?',

  slackAppHow: (link: string): string =>
    `\nCreate the Slack app: open this link, pick your workspace, and press Create.\n\n${link}\n\nThen press Install to Workspace.\n`,
  botTokenQuestion: 'OAuth & Permissions → Bot User OAuth Token (xoxb-…)',
  botTokenKept: (team: string): string => `Slack bot token: works in ${team}, with all scopes`,
  appTokenQuestion: 'Basic Information → App-Level Tokens → Generate, with connections:write (xapp-…)',
  appTokenKept: 'Slack app token: Slack lets us connect',
  signingSecretQuestion: 'Basic Information → Signing Secret',
  signingSecretKept: 'Slack signing secret: set. Slack shows only later whether it’s right',
  notBotToken: {
    app: 'That’s the app-level token. The bot token begins with xoxb-.',
    user: 'That’s a user token. Copy the Bot User OAuth Token: it begins with xoxb-.',
    configuration: 'That’s an app configuration token. The bot token begins with xoxb-.',
    unknown: 'That’s no bot token: it begins with xoxb-.',
  },
  notAppToken: {
    bot: 'That’s the bot token again. The app-level token begins with xapp-.',
    user: 'That’s a user token. The app-level token begins with xapp-.',
    configuration: 'That’s an app configuration token. The app-level token begins with xapp-.',
    unknown: 'That’s no app-level token: it begins with xapp-.',
  },
  notSigningSecret: 'That’s no signing secret: it has 32 letters and digits.',
  notSigningSecretButToken: 'That’s a token. The signing secret has 32 letters and digits.',
  tokenUnknown: 'Slack doesn’t know this token. Copy it again, whole.',
  tokenRevoked: 'This token was revoked. Reinstall the app, and copy the new one.',
  tokenExpired: 'This token has expired. Switch token rotation off for the app, and copy the new one.',
  tokenInactive: 'The app was removed from the workspace, or its bot is disabled. Install it again.',
  tokenRefused: (code: string): string => `Slack refused this token: ${code}.`,
  appTokenScope: 'This token lacks the scope connections:write. Generate another one with it.',
  socketModeOff: 'Socket Mode is off. Switch it on: Slack app → Socket Mode.',
  scopesMissing: (scopes: readonly string[]): string =>
    `This token lacks scopes: ${list(scopes)}. Add them under OAuth & Permissions, and reinstall the app.`,
  slackOutage: (code: string): string => `We couldn’t reach Slack (${code}). Please try again.`,
  isIn: (variable: string, problem: string): string => `${variable}: ${problem}`,

  githubAppHow: (link: string, port: string): string =>
    `\nCreate the GitHub App: open this link, and press Create GitHub App.\n\n${link}\n\nIs your browser on another machine? First run there: ssh -L ${port}:127.0.0.1:${port} THIS-MACHINE\nIs the name taken? Change it on the page: an earlier attempt may have made that App.\n`,
  appMade: (name: string): string => `GitHub App “${name}”: created, and its key is in .env`,
  appKept: (name: string): string => `GitHub App “${name}”: its key works`,
  appKeyWrong: (code: string): string =>
    `GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY: GitHub doesn’t accept them (${code}). Correct them, or remove both to create a new App.`,
  appPermissions: (missing: readonly string[]): string =>
    `The GitHub App lacks permissions: ${list(missing)}. Add them in its settings → Permissions & events.`,
  githubOutage: (code: string): string => `We couldn’t reach GitHub (${code}). Please try again.`,
  codeUnknown:
    'GitHub doesn’t know this code: it works once, for one hour. Delete the App that you just created, and open the link again.',
  codeRefused: (status: string): string =>
    `GitHub didn’t hand out the App’s key (${status}). Reload this page to try again.`,
  appOfOthers: (owner: string, wanted: string): string =>
    `This App belongs to ${owner}, not to ${wanted}. We kept nothing of it.`,
  appUnasked: 'This App may do something else than we asked for. We kept nothing of it.',
  pageTitle: 'Countersign: create the GitHub App',
  pageButton: 'Go on to GitHub',
  pageText: (organization: string): string =>
    `GitHub shows you the App for ${organization} next. Press Create GitHub App there.`,
  pageNotHere: 'There is nothing here. Open the link that the terminal shows.',
  pageBadState: 'We didn’t ask for this. Open the link that the terminal shows, and nothing else.',
  pageDone: 'The App was created already. Go on in the terminal.',
  pageBusy: 'The App is being created. Go on in the terminal.',

  installHow: (link: string, organization: string): string =>
    `\nInstall the App on ${organization}, with All repositories. Your browser should show this page already:\n\n${link}\n\nWe wait until it’s there. You can stop with Ctrl+C and go on later.\n`,
  installed: (organization: string): string => `Installed on ${organization}`,
  installedSelected: (organization: string): string =>
    `Installed on ${organization}, for selected repositories: nobody can choose the others in the form`,
  installSuspended: (organization: string): string =>
    `The installation on ${organization} is suspended. An owner can unsuspend it on GitHub.`,
  installPermissions: (organization: string, missing: readonly string[]): string =>
    `${organization} hasn’t accepted these permissions yet: ${list(missing)}. An owner accepts them under GitHub Apps.`,

  inviteHow:
    'Make a private channel for the reviewers, and type /invite @Countersign in it. We wait until the bot is there.',
  whichChannel: 'In which channel do reviewers decide?',
  anotherChannel: 'Another one',
  anotherChannelHint: 'type /invite @Countersign there, then pick this',
  channelPublic: 'public: cards name no private repository there',
  channelShared: 'shared with another workspace',
  channelTaken: (name: string): string => `Channel: #${name}`,
  channelTakenWith: (name: string, what: string): string => `Channel: #${name} is ${what}`,
  channelRefused: (name: string): string =>
    `#${name} is shared with another workspace: people there would read the cards. Pick another channel.`,
  whoIsOwner: (login: string, organization: string): string => `Who is ${login}, who owns ${organization} on GitHub?`,
  notHere: 'Nobody of these',
  noOwners: (organization: string): string => `We found no owner of ${organization} in this channel.`,
  notOwners: (channel: string, names: readonly string[]): string =>
    `No owner as far as we know, and reads all cards in #${channel}: ${list(names)}`,
  oneOwner: 'Only one owner can decide so far, and nobody decides on their own. Add another one under people.',

  policyWritten: (file: string): string => `${file}: written`,
  policyKept: (file: string): string => `${file}: kept as it is`,

  approvalHow: (organization: string, link: string): string =>
    `\nLater: require administrator approval of fine-grained tokens for ${organization}.\nFrom then on everybody’s new tokens wait for an owner. Tell people first that they request tokens in Slack. Until then GitHub activates every token at once, and we only report it.\n\n${link}\n`,
  startHow:
    'Now start it: npm start. At first it only watches and changes nothing on GitHub; policy.yml says how to change that',
  retryHow: 'Once it runs, go to the Slack app → Event Subscriptions, and press Retry: Slack then checks your address.',
  mendFirst: 'Something is wrong above. Mend it, then run npm run doctor or npm run setup again.',

  nobodyToAsk: 'Nobody sits at this terminal, so we ask nothing.',
  left: (step: string, variables: readonly string[]): string =>
    variables.length === 0 ? `  ${step}` : `  ${step}: set ${list(variables)}`,
  leftHead: 'These steps remain. Set the variables in .env, or run npm run setup in a terminal:',
} as const;
