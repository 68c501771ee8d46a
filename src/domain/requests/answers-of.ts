// A request as the form's answers would be, to ask for the same again.

import { presetOf } from '../scope/presets.ts';
import { type Answers, somethingElse } from './form-fields.ts';
import { forOneself } from './machine-user.ts';
import { isForMachineUser, type TokenRequest } from './token-request.ts';

function lifetimeAnswers({ lifetime }: TokenRequest['scope']): Answers {
  if (lifetime.kind === 'days') return { lifetime: String(lifetime.days) };
  // A day that was asked for then says little now, and the end of a token that exists nothing: the form offers its own.
  return lifetime.kind === 'never' ? { lifetime: 'none' } : {};
}

/** Its own words, permissions and repositories; the policy of today judges them when they are sent. */
export function answersOf(
  request: Pick<
    TokenRequest,
    | 'requester'
    | 'holder'
    | 'purpose'
    | 'tokenName'
    | 'description'
    | 'justification'
    | 'scope'
    | 'whereUsed'
    | 'alsoWarn'
  >,
): Answers {
  const { permissions, access, classic } = request.scope;
  const values = [...Object.entries(permissions.repository), ...Object.entries(permissions.organization)].map(
    ([name, level]) => `${name}:${level}`,
  );
  return {
    machine_user: isForMachineUser(request) ? request.holder.login.toLowerCase() : forOneself,
    where_used: request.whereUsed,
    also_warn: request.alsoWarn,
    purpose: request.purpose,
    token_name: request.tokenName,
    description: request.description,
    justification: request.justification,
    ...lifetimeAnswers(request.scope),
    ...(classic === undefined
      ? {}
      : { token_kind: 'classic', classic_reason: classic.reason, classic_scopes: classic.scopes }),
    preset: presetOf(values) ?? somethingElse,
    permissions: values,
    repository_access: access.selection,
    repositories: access.selection === 'subset' ? access.repositories.map(({ name }) => name) : [],
  };
}
