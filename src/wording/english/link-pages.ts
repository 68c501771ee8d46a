/** The pages on which somebody links their GitHub account, and what Slack says of it. Plain text: the page knows no markup in it. */
export const linkPages = (command: string) => ({
  linkPage: {
    startTitle: 'Link your GitHub account',
    start: (name: string): string =>
      `This page is for ${name} in Slack. Sign in at GitHub to show which account is yours.`,
    startWarning: (name: string): string =>
      `Did somebody else send you this address, or are you not ${name}? Close this page: otherwise they could act as you.`,
    signIn: 'Sign in at GitHub',
    confirmTitle: 'Are both of these you?',
    confirm:
      'Confirm only if both accounts are yours. Countersign will then treat this person in Slack as this GitHub account.',
    confirmWarning: 'Did somebody else send you the address? Then cancel.',
    slack: 'Slack',
    github: 'GitHub',
    slackPerson: (name: string, handle: string, workspace: string): string => `${name} (@${handle}) in ${workspace}`,
    inMyName: 'Let Countersign act on GitHub in my name',
    inMyNameNote: `GitHub then checks and names you for what you approve, deny or revoke in Slack. Your GitHub token is kept encrypted. Send ${command} link again, without this tick, to end it.`,
    link: 'Yes, link them',
    cancel: 'No, cancel',
    doneTitle: 'Linked',
    done: (login: string): string =>
      `You are ${login} on GitHub for Countersign now. You can close this page and go on in Slack.`,
    undo: `Send ${command} unlink in Slack to undo this.`,
    cancelledTitle: 'Nothing was linked',
    cancelled: `You can close this page. Send ${command} link in Slack to start again.`,
    refusedTitle: 'Nothing was linked',
    tooMany: 'Too many pages were opened at once. Nothing was linked. Please try again in a minute.',
    unreadable: `We couldn’t read what your browser sent. Nothing was linked. Send ${command} link in Slack to start again.`,
    notNow: 'Slack, GitHub or our database didn’t answer. Nothing was linked. Please try again in a minute.',
  },
  linkAddress:
    'Sign in at GitHub to link your account. The address works for ten minutes, and is for you alone: don’t share it.',
  linkAccount: 'Link your GitHub account',
  accountLinked: (login: string): string => `You are ${login} on GitHub for Countersign now.`,
  accountLinkedNext: 'Your requests, tokens and decisions here are that account’s. If this wasn’t you, unlink it.',
  unlinkAccount: 'This wasn’t me',
  ownerLinked: (person: string, login: string): string => `${person} signed in at GitHub as ${login}.`,
  ownerLinkedWhy: (organization: string): string =>
    `That account owns ${organization}, so they can decide here now. Is it not theirs? Its owner can revoke Countersign on GitHub, in Settings under Applications: that ends the link.`,
  unlinked: (account: string): string =>
    `${account} is no longer linked to you. What you approved and no token has used goes back to the owners. Send ${command} link to link an account.`,
});
