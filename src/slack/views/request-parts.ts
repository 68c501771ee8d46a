import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { HolderRole } from '../../domain/scope/risk.ts';
import type { AboutRequest } from '../../wording/english/requests.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import type { Part } from './layout.ts';
import { riskLine } from './risk.ts';
import { permissionsPart, type Room, repositoriesPart } from './scope-parts.ts';

export type Asked = Pick<TokenRequest, 'purpose' | 'tokenName' | 'description' | 'justification' | 'scope'>;

/** What is asked for: name, scope, time and why, and one line of what could be done with it. */
export function askedParts(
  asked: Asked,
  show: {
    readonly room: Room;
    readonly mayNamePrivate: boolean;
    readonly withDescription: boolean;
    readonly role: HolderRole;
  },
  wording: Wording,
): readonly Part[] {
  const { permissions, access, lifetime } = asked.scope;
  // What follows from the purpose word for word says nothing more.
  const besides = (text: string): string => (text === asked.purpose ? '' : text);
  return [
    { fact: wording.label('token_name'), value: asked.tokenName },
    { fact: wording.label('purpose'), value: asked.purpose },
    { fact: wording.label('description'), value: show.withDescription ? besides(asked.description) : '' },
    permissionsPart(permissions, access, show.room, wording),
    repositoriesPart(access, show.room, show.mayNamePrivate, wording),
    { fact: wording.label('lifetime'), value: wording.lifetime(lifetime) },
    { fact: wording.label('justification'), value: besides(asked.justification) },
    { say: riskLine(asked.scope, show.role, wording) },
  ];
}

/** Where it stands, and the reason where one was given. */
export function statusParts(
  request: TokenRequest,
  organization: string,
  about: AboutRequest,
  wording: Wording,
): readonly Part[] {
  const denial = request.reviews.findLast(({ act, revision }) => act === 'deny' && revision === request.revision);
  return [
    { say: wording.requestStatus(request, organization, about, mrkdwnSpeech) },
    { fact: wording.reason, value: request.status === 'denied' ? (denial?.reason ?? '') : '' },
  ];
}
