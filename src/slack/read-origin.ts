import { z } from 'zod';

/** Who acts and from where, as a request of Slack's names them. Null: it names nobody, or contradicts itself. */
export type Origin = {
  readonly user: string;
  /** The workspace (or enterprise) that the person belongs to. */
  readonly userTeam: string;
  /** Every other workspace that the request names: where it was made, where the message or the form stands. */
  readonly places: readonly string[];
  readonly enterprises: readonly string[];
  /** Whose installation the form is that it was made in: a workspace's, or an enterprise's. */
  readonly installations: readonly string[];
};

const id = z.string().min(1);
/** What may be left out, or be null or empty where there is none (a form's fields are text). */
const optionalId = z
  .string()
  .nullish()
  .transform((given) => given || null);

const command = z.object({ user_id: id, team_id: id, channel_id: id, enterprise_id: optionalId });
const interaction = z.object({
  // The person's own team is not documented, but sent with every payload; where it is not, the payload's team speaks for it.
  user: z.object({ id, team_id: optionalId }),
  // Null where the app is installed for a whole enterprise.
  team: z.object({ id, enterprise_id: optionalId }).nullish(),
  enterprise: z.object({ id }).nullish(),
  channel: z.object({ id }).nullish(),
  container: z.object({ channel_id: optionalId, message_ts: optionalId, view_id: optionalId }).nullish(),
  message: z.object({ ts: optionalId, team: optionalId }).nullish(),
  // Of a shortcut in a message's menu, which has no container.
  message_ts: optionalId,
  view: z.object({ id: optionalId, team_id: optionalId, app_installed_team_id: optionalId }).nullish(),
});

function given(...ids: readonly (string | null | undefined)[]): readonly string[] {
  return ids.filter((one) => one !== null && one !== undefined);
}

function commandOrigin(body: unknown): Origin | null {
  const read = command.safeParse(body).data;
  if (read === undefined) return null;
  // A command names one workspace: the one that it was typed in. It can be used by that one's own members only.
  return {
    user: read.user_id,
    userTeam: read.team_id,
    places: [],
    enterprises: given(read.enterprise_id),
    installations: [],
  };
}

function agree(one: string | null | undefined, other: string | null | undefined): boolean {
  return one === null || one === undefined || other === null || other === undefined || one === other;
}

function interactionOrigin(body: unknown): Origin | null {
  const read = interaction.safeParse(body).data;
  if (read === undefined) return null;
  const { user, team, enterprise, channel, container, message, message_ts: messageTs, view } = read;
  const userTeam = user.team_id ?? team?.id;
  if (userTeam === undefined) return null;
  const isOfOnePiece =
    agree(channel?.id, container?.channel_id) &&
    agree(message?.ts, container?.message_ts) &&
    agree(message?.ts, messageTs) &&
    agree(view?.id, container?.view_id);
  if (!isOfOnePiece) return null;
  return {
    user: user.id,
    userTeam,
    places: given(team?.id, view?.team_id, view?.app_installed_team_id, message?.team),
    enterprises: given(enterprise?.id, team?.enterprise_id),
    installations: given(view?.app_installed_team_id),
  };
}

export function readOrigin(body: Readonly<Record<string, unknown>>): Origin | null {
  return 'command' in body ? commandOrigin(body) : interactionOrigin(body);
}

const envelope = z.object({
  team_id: optionalId,
  enterprise_id: optionalId,
  authorizations: z
    .array(z.object({ team_id: optionalId, enterprise_id: optionalId, is_enterprise_install: z.boolean().optional() }))
    .optional(),
});

/**
 * For whom an event was sent: the workspaces (or enterprises) whose installations may see it. The envelope's own `team_id` is where it
 * happened, which in a channel shared with others may be elsewhere; it speaks only where Slack lists no installation.
 */
export function readAddressees(body: unknown): readonly string[] {
  const read = envelope.safeParse(body).data;
  if (read === undefined) return [];
  const { authorizations = [] } = read;
  return authorizations.length > 0
    ? authorizations.flatMap((one) => given(one.team_id, one.is_enterprise_install === true ? one.enterprise_id : null))
    : given(read.team_id, read.enterprise_id);
}
