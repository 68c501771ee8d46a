// Why the Slack app was not installed in a workspace, or not kept. What a page says of each is in wording.

export type InstallProblem =
  /** The person said no on Slack's page. */
  | { readonly why: 'denied' }
  /** Slack led back with an error of its own. */
  | { readonly why: 'slack_refused'; readonly code: string }
  /** The installation was begun in another browser, or not on our page. */
  | { readonly why: 'other_browser' }
  | { readonly why: 'too_late' }
  /** This very attempt, or its code, has been used. */
  | { readonly why: 'used' }
  /** What Slack led back with, or its answer, could not be read. */
  | { readonly why: 'unreadable' }
  /** Slack does not take what the operator set. */
  | { readonly why: 'misconfigured'; readonly variable: 'SLACK_CLIENT_ID' | 'SLACK_CLIENT_SECRET' | 'PUBLIC_URL' }
  /** Slack gave no bot token. */
  | { readonly why: 'no_bot' }
  /** The token would end after twelve hours: token rotation is on. */
  | { readonly why: 'rotating' }
  | { readonly why: 'missing_scopes'; readonly scopes: readonly string[] }
  /** The operator wrote no policy for it. `isGivenBack`: whether Slack took the fresh token back. */
  | { readonly why: 'no_policy'; readonly teamName: string; readonly file: string; readonly isGivenBack: boolean };
