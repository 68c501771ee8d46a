import type { InputBlock, ModalView } from '@slack/types';
import {
  countKinds,
  type FoundCredential,
  isRevocableKind,
  type KindCount,
} from '../../domain/leaks/credential-kind.ts';
import type { Reported } from '../../operations/decide/report-leak.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';
import type { Part } from './part.ts';

/** What Slack takes at most. */
const longestPaste = 3_000;

/** Never with an `initial_value`: what was pasted stays in the client, where it was pasted, as long as block_id and action_id are the same. */
function credentialInput(wording: Wording, hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: 'credential',
    label: plain(wording.leakField),
    ...(hint === undefined ? {} : { hint: plain(hint) }),
    element: { type: 'plain_text_input', action_id: 'credential', multiline: true, max_length: longestPaste },
  };
}

/** Where it is pasted. `before`: why it has to be, where something else was tried. */
export function leakView(id: string, wording: Wording, before: string | null = null): ModalView {
  return modal({
    callbackId: 'report_leak',
    title: wording.leakTitle,
    submit: wording.leakNext,
    close: wording.cancel,
    metadata: { id },
    blocks: [
      ...blocksOf([
        ...(before === null ? [] : [{ strong: before }]),
        { say: wording.leakHow },
        { note: wording.leakPrivate },
      ]),
      credentialInput(wording),
    ],
  });
}

export type Asked = {
  readonly id: string;
  readonly kinds: readonly KindCount[];
  /** It was found in a message, so it stands in no field. */
  readonly isHeld: boolean;
  /** False on GitHub Enterprise Server. */
  readonly isPossible: boolean;
  /** Organizations in which we only observe. */
  readonly observed: readonly string[];
};

/** What a page asked about, as far as it carries it: kinds and numbers. */
function kindsValue(kinds: readonly KindCount[]): string {
  return kinds.map(({ kind, count }) => `${kind}:${count}`).join(',');
}

export function kindsFound(found: readonly FoundCredential[]): string {
  return kindsValue(countKinds(found));
}

/** What will end, before anything does. `before`: what went wrong the last time. */
export function confirmLeakView(asked: Asked, wording: Wording, before: string | null = null): ModalView {
  const { id, kinds, isHeld, isPossible, observed } = asked;
  const revocable = isPossible ? kinds.filter(({ kind }) => isRevocableKind(kind)) : [];
  const byHand = kinds.filter((one) => !revocable.includes(one));
  return modal({
    callbackId: 'report_leak',
    title: wording.leakTitle,
    submit: revocable.length > 0 ? wording.leakRevoke : wording.leakTell,
    close: wording.cancel,
    metadata: { id, asked: kindsValue(kinds) },
    blocks: [
      ...blocksOf([
        ...(before === null ? [] : [{ strong: before }]),
        { strong: wording.leakFound(kinds) },
        ...wording.leakEnds(revocable).map((say) => ({ say })),
        ...(revocable.length > 0 ? [{ say: wording.leakNoUndo }] : []),
        ...(revocable.length > 0 && observed.length > 0
          ? [{ say: wording.leakObserved(observed, mrkdwnSpeech(wording)) }]
          : []),
        ...byHandParts(byHand, isPossible, wording),
        { note: wording.leakPrivate },
      ]),
      ...(isHeld ? [] : [credentialInput(wording, wording.leakFieldKept)]),
    ],
  });
}

function byHandParts(byHand: readonly KindCount[], isPossible: boolean, wording: Wording): readonly Part[] {
  if (byHand.length === 0) return [];
  const isServer = !isPossible && byHand.some(({ kind }) => isRevocableKind(kind));
  return [
    ...(isServer ? [{ say: wording.leakEnterprise }] : []),
    { fact: wording.leakByHand(byHand), value: wording.leakSteps(byHand) },
  ];
}

/** What became of it, and what to do next. */
export function reportedView(done: Extract<Reported, { as: 'reported' }>, wording: Wording): ModalView {
  return modal({
    callbackId: 'report_leak',
    title: wording.leakTitle,
    close: wording.close,
    blocks: blocksOf([
      { strong: done.revoked.length > 0 ? wording.leakRevoked(done.revoked) : wording.leakOnlyTold },
      ...(done.revoked.length > 0 ? [{ say: wording.leakRevokedMeans }] : []),
      { say: done.isTold ? wording.leakOwnersTold : wording.leakNobodyTold },
      ...byHandParts(done.byHand, true, wording),
      { fact: wording.leakAdviceTitle, value: wording.leakAdvice },
    ]),
  });
}

/** What went wrong, in words. */
export function leakFailure(failed: Exclude<Reported, { as: 'reported' | 'forgotten' }>, wording: Wording): string {
  if (failed.as === 'limited')
    return wording.sentences([wording.leakLimited(failed.until, mrkdwnSpeech(wording)), wording.leakByOwner]);
  return wording.leakFailed[failed.as];
}
