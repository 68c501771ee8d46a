import { createHmac, randomUUID } from 'node:crypto';
import type { Account } from './account.ts';
import { offsetTime, simpleOrganization, simpleUser } from './present.ts';
import type { LocalOrganization, LocalToken, PermissionMap, Scope } from './state.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** Webhooks as GitHub sends them: signed, and never again by themselves. */
export class Webhooks {
  mode: 'deliver' | 'lose' | 'hold' = 'deliver';
  readonly deliveries: WebhookDelivery[] = [];
  /** Told of each delivery that is made or answered. */
  onChange: (() => void) | null = null;
  readonly #held: WebhookDelivery[] = [];
  readonly #inFlight = new Set<Promise<void>>();
  #secret: string;
  readonly #now: () => Date;
  #url: string | null = null;

  constructor(secret: string, now: () => Date) {
    this.#secret = secret;
    this.#now = now;
  }

  setUrl(url: string): void {
    this.#url = url;
  }

  /** As the App's settings say now: null where it has no webhook. */
  configure(url: string | null, secret: string): void {
    this.#url = url;
    this.#secret = secret;
  }

  get url(): string | null {
    return this.#url;
  }

  send(event: string, payload: object): void {
    const delivery: WebhookDelivery = {
      id: randomUUID(),
      event,
      body: JSON.stringify(payload),
      sentAt: this.#now(),
      isLost: this.mode === 'lose',
      answers: [],
    };
    this.deliveries.push(delivery);
    this.onChange?.();
    if (this.mode === 'hold') this.#held.push(delivery);
    if (this.mode === 'deliver') this.#track(this.deliver(delivery));
  }

  /** Sends it, once more or for the first time. */
  async deliver(delivery: WebhookDelivery): Promise<void> {
    if (this.#url === null) return;
    const signature = createHmac('sha256', this.#secret).update(delivery.body).digest('hex');
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/local',
          'x-github-event': delivery.event,
          'x-github-delivery': delivery.id,
          'x-hub-signature-256': `sha256=${signature}`,
        },
        body: delivery.body,
        signal: AbortSignal.timeout(10_000),
      });
      delivery.answers.push(response.status);
    } catch {
      delivery.answers.push(0);
    }
    this.onChange?.();
  }

  /** Sends what was held, in the order given by `arrange`. */
  async deliverHeld(
    arrange: (held: readonly WebhookDelivery[]) => readonly WebhookDelivery[] = (held) => held,
  ): Promise<void> {
    const held = this.#held.splice(0);
    for (const delivery of arrange(held)) await this.deliver(delivery);
  }

  async idle(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  #track(work: Promise<void>): void {
    this.#inFlight.add(work);
    void work.finally(() => this.#inFlight.delete(work));
  }
}

function added(
  before: PermissionMap | null,
  after: PermissionMap,
  isWanted: (was: string | undefined, is: string) => boolean,
): PermissionMap {
  const group = (name: keyof PermissionMap): Record<string, string> =>
    Object.fromEntries(Object.entries(after[name]).filter(([key, level]) => isWanted(before?.[name][key], level)));
  return { organization: group('organization'), repository: group('repository'), other: group('other') };
}

/** The body of a `personal_access_token_request` webhook. It carries no justification. */
export function tokenRequestPayload(
  action: 'created' | 'approved' | 'denied' | 'cancelled',
  token: LocalToken,
  pending: Scope & { readonly id: number; readonly createdAt: Date },
  sender: Account,
  now: Date,
): object {
  const { organization } = token;
  const isSubset = pending.selection === 'subset';
  return {
    action,
    personal_access_token_request: {
      id: pending.id,
      owner: simpleUser(token.owner),
      permissions_added: added(token.grant?.permissions ?? null, pending.permissions, (was) => was === undefined),
      permissions_upgraded: added(
        token.grant?.permissions ?? null,
        pending.permissions,
        (was, is) => was !== undefined && was !== is,
      ),
      permissions_result: pending.permissions,
      repository_selection: pending.selection,
      repository_count: isSubset ? pending.repositories.length : null,
      repositories: isSubset
        ? pending.repositories.map(({ id, name, isPrivate }) => ({
            id,
            node_id: `R_${id}`,
            name,
            full_name: `${organization.account.login}/${name}`,
            private: isPrivate,
          }))
        : null,
      created_at: offsetTime(pending.createdAt),
      token_id: token.tokenId,
      token_name: token.name,
      token_expired: token.expiresAt !== null && token.expiresAt <= now,
      token_expires_at: token.expiresAt === null ? null : offsetTime(token.expiresAt),
      token_last_used_at: token.lastUsedAt === null ? null : offsetTime(token.lastUsedAt),
    },
    organization: simpleOrganization(organization.account),
    sender: simpleUser(sender),
    installation: { id: organization.installationId, node_id: `I_${organization.installationId}` },
  };
}

export function memberPayload(
  action: 'member_added' | 'member_removed',
  organization: LocalOrganization,
  member: Account,
  sender: Account,
): object {
  const url = `https://api.github.com/orgs/${organization.account.login}`;
  return {
    action,
    membership: {
      url: `${url}/memberships/${member.login}`,
      state: 'active',
      role: 'member',
      organization_url: url,
      user: simpleUser(member),
    },
    organization: simpleOrganization(organization.account),
    sender: simpleUser(sender),
    installation: { id: organization.installationId, node_id: `I_${organization.installationId}` },
  };
}
