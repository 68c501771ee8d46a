import type { Button, ModalView } from '@slack/types';
import { type GuideHosts, guideFor } from '../../domain/scope/token-guide.ts';
import type { Guided } from '../../operations/ask/show-guide.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button, type Rendered, render } from './layout.ts';
import { modal } from './modal.ts';
import type { Part } from './part.ts';

/** On what tells of a token: how it is used. */
export function guideButton(value: string, wording: Wording): Button {
  return button('token_guide', wording.howToUse, value);
}

function gitParts({ git, mayPush }: ReturnType<typeof guideFor>, wording: Wording): readonly Part[] {
  if (git === null) return [];
  return [
    { strong: wording.guideClone },
    { code: git.clone },
    { say: wording.guideCloneHow },
    ...(mayPush ? [] : [{ say: wording.guideReadOnly }]),
    { strong: wording.guideSwitch },
    { code: git.switchFromSsh },
    { strong: wording.guideReplace },
    { code: git.erase },
    { note: wording.guideReplaceHow },
    { strong: wording.guideCache },
    { say: wording.guideCacheHow },
    { code: wording.guideCacheLines.map(([where, line]) => `# ${where}\n${line}`).join('\n') },
    { say: wording.guideSeveral },
    { code: git.onePerPath },
  ];
}

/** The steps made for this token, in the order in which they are needed. */
export function tokenGuideView(guided: Guided, hosts: GuideHosts, wording: Wording): ModalView {
  const steps = guideFor(guided, hosts);
  const { secrets } = steps;
  const of = wording.guideSecretsOf;
  const parts: readonly Part[] = [
    { strong: wording.guideHeadline(guided.tokenName, guided.organization, mrkdwnSpeech(wording)) },
    ...(guided.isActive ? [] : [{ say: wording.guideNotYet }]),
    { say: wording.guideSafety },
    ...(steps.repository === null && guided.scope.access.selection !== 'none'
      ? [{ say: wording.guideReplaceRepository }]
      : []),
    { strong: wording.guideTry },
    { say: wording.guideTryHow },
    { code: steps.tryIt },
    { note: wording.guideTryResult },
    ...gitParts(steps, wording),
    { strong: wording.guideSecrets },
    { say: wording.guideSecretsHow },
    {
      code: (['actions', 'dependabot', 'codespaces'] as const)
        .flatMap((kind) => (secrets[kind] === undefined ? [] : [`# ${of[kind]}\n${secrets[kind]}`]))
        .join('\n'),
    },
    { say: wording.guideVault },
    { strong: wording.guideSaml },
    { say: wording.guideSamlHow },
  ];
  return modal({
    callbackId: 'request_details',
    title: wording.guideTitle,
    close: wording.close,
    blocks: blocksOf(parts),
  });
}

/** The guide alone: which kind of token there is for what. */
export function tokenKindsMessage(wording: Wording): Rendered {
  return render(
    [{ strong: wording.kindsTitle }, ...wording.kindsLines.map((say) => ({ say })), { note: wording.kindsNext }],
    wording,
  );
}
