import { expiresIn } from '../../../domain/requests/creation-link.ts';
import { isForMachineUser } from '../../../domain/requests/token-request.ts';
import type { Lifetime } from '../../../domain/scope/agreement.ts';
import { riskiestFirst } from '../../../domain/scope/risk.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';
import { statusParts } from '../request-parts.ts';
import { allRoom, repositoriesPart } from '../scope-parts.ts';
import { withdrawButton } from './request-sent.ts';

type Content = Extract<MessageContent, { kind: 'request_approved' }>;

function expiration(lifetime: Lifetime, now: number, { expiration: say }: Wording): string {
  if (lifetime.kind === 'never') return say.never;
  return lifetime.kind === 'date' ? say.custom(lifetime.date) : say.days(expiresIn(lifetime, now));
}

/** The same values as text: the link may be ignored, and can't carry all of them. */
function values({ request, organization }: Content, wording: Wording, now: number): readonly Part[] {
  const labels = wording.valueLabels;
  const { permissions, access, lifetime } = request.scope;
  const named = riskiestFirst(permissions).map(({ group, name, level }) => wording.permission(group, name, level));
  const repositories = repositoriesPart(access, allRoom, true, wording);
  return [
    { strong: wording.values },
    { fact: labels.name, value: request.tokenName },
    { fact: labels.description, value: request.description },
    { fact: labels.owner, value: organization },
    { fact: labels.expiration, value: expiration(lifetime, now, wording) },
    { ...repositories, fact: labels.repositories },
    { fact: labels.permissions, value: named.length === 0 ? wording.noPermissions(access) : named },
    { fact: labels.justification, value: request.justification },
  ];
}

/** To the requester: the way to GitHub, for as long as the approval stands. */
export function requestApproved(content: Content, wording: Wording, now: number): readonly Part[] {
  const { request, organization, createLink } = content;
  const headline: Part = { strong: wording.requestApproved(request, organization, mrkdwnSpeech) };
  if (createLink === null || request.status !== 'approved') {
    return [headline, ...statusParts(request, organization, content, wording)];
  }
  return [
    headline,
    {
      buttons: [
        button('create_on_github', wording.createOnGithub, requestValue(request), {
          style: 'primary',
          url: createLink.url,
        }),
        withdrawButton(request, wording),
      ],
    },
    ...(isForMachineUser(request) ? [{ say: wording.signInAs(request.holder.login, mrkdwnSpeech) }] : []),
    ...(content.waiting === null ? [] : statusParts(request, organization, content, wording)),
    {
      say: wording
        .approvedSteps(request, mrkdwnSpeech)
        .map((step, index) => `${index + 1}. ${step}`)
        .join('\n'),
    },
    ...(createLink.isDescriptionCut ? [{ say: wording.descriptionCut }] : []),
    ...(content.isRequesterOwner ? [{ say: wording.ownerApproved(request, mrkdwnSpeech) }] : []),
    ...values(content, wording, now),
    // The description and the justification are to be copied whole.
    {
      ifCut: [
        { say: wording.cutHere },
        { buttons: [button('request_details', wording.buttons.details, requestValue(request))] },
      ],
    },
  ];
}
