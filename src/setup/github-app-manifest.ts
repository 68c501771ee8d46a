import { neededEvents, neededPermissions } from '../github/app-needs.ts';

export type AppManifest = Readonly<Record<string, unknown>>;

/** GitHub allows 34 characters, and the name must be nobody else’s: the page lets one change it. */
export function appName(organization: string): string {
  return `Countersign ${organization}`.slice(0, 34).trim();
}

/**
 * What GitHub makes the App of. Without an address there is no webhook, and then no event may be named either: GitHub refuses events, and
 * `hook_attributes`, that come without an address.
 */
export function appManifest({
  organization,
  redirectUrl,
  address,
  webUrl,
  isForSeveral,
}: {
  readonly organization: string;
  readonly redirectUrl: string;
  readonly address: string | null;
  /** Where people open this GitHub: the App's page needs some address, and we may have none. */
  readonly webUrl: string;
  readonly isForSeveral: boolean;
}): AppManifest {
  return {
    name: appName(organization),
    url: address ?? webUrl,
    description: 'Compares fine-grained personal access tokens with what was approved in Slack.',
    redirect_url: redirectUrl,
    // Where one organization has it, nobody else can install it, and only its members can sign in with it.
    public: isForSeveral,
    default_permissions: neededPermissions,
    ...(address === null
      ? {}
      : {
          callback_urls: [`${address}/github/callback`],
          hook_attributes: { url: `${address}/github/webhooks`, active: true },
          default_events: neededEvents,
        }),
  };
}
