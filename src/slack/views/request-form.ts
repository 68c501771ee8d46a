import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { readClassicReason } from '../../domain/classic/classic-terms.ts';
import type { ClassicSight } from '../../domain/classic/classic-token.ts';
import { findClassicScope } from '../../domain/classic/scope-catalogue.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import type { Field } from '../../domain/requests/field-problem.ts';
import {
  type Answers,
  type FormPage,
  fieldsOfPage,
  isShown,
  somethingElse,
} from '../../domain/requests/form-fields.ts';
import { forOneself } from '../../domain/requests/machine-user.ts';
import { offeredLifetimes } from '../../domain/requests/request-form.ts';
import type { ToldLimit } from '../../domain/requests/told-limits.ts';
import { readWhereUsed, wheresUsed } from '../../domain/requests/where-used.ts';
import { findPermission, parsePermissionValue } from '../../domain/scope/permission-catalogue.ts';
import { findPreset, presetNames } from '../../domain/scope/presets.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { cut } from './cut.ts';
import { adviceBlocks } from './form-advice.ts';
import { inputsOf, listGiven } from './form-inputs.ts';
import { blocksOf, button } from './layout.ts';
import { modal, plain } from './modal.ts';
import { classicScopeOption, longestLabel, permissionOption, presetGives, repositoryOption } from './options.ts';

export type RequestForm = {
  readonly draftId: string;
  readonly answers: Answers;
  readonly organizations: readonly OrganizationPolicy[];
  readonly chosen: OrganizationPolicy;
  /** Logins of the machine users that they may ask for; none where they sponsor none. */
  readonly machineUsers?: readonly string[];
  /** Whether classic tokens of the organization can be seen. */
  readonly classicSight?: ClassicSight;
  /** What members told of GitHub's own policy for the organization; left out where nothing. */
  readonly told?: readonly ToldLimit[];
  /** Fields that a choice needs, and that the page did not have when it was sent. */
  readonly missing?: readonly Field[];
  /** When the person left what it is filled in with; null where it begins anew. */
  readonly keptAt?: number | null;
  /** Where the list stands that it was opened from. */
  readonly list?: string | undefined;
};

type Blocks = Readonly<Partial<Record<Field, InputBlock>>>;

function firstInputs(form: RequestForm, wording: Wording): Blocks {
  const { text, choice, day } = inputsOf(form.answers, wording);
  // A login of the policy may be longer than GitHub makes them: Slack would refuse the whole form.
  const option = (value: string, label: string): PlainTextOption => ({ text: plain(cut(label, longestLabel)), value });
  const { login, lifetime, classic } = form.chosen;
  const machineUsers = form.machineUsers ?? [];
  return {
    where_used: choice(
      'where_used',
      wheresUsed.map((value) => option(value, wording.whereOption(value))),
      { isOptional: true },
    ),
    ...(form.organizations.length > 1
      ? {
          organization: choice(
            'organization',
            form.organizations.map((one) => option(one.login, one.login)),
          ),
        }
      : {}),
    ...(machineUsers.length > 0
      ? {
          machine_user: choice(
            'machine_user',
            [
              option(forOneself, wording.forMe),
              ...machineUsers.map((machineUser) => option(machineUser, wording.forMachineUser(machineUser))),
            ],
            { unlessGiven: forOneself },
          ),
        }
      : {}),
    purpose: text('purpose'),
    ...(classic.isAllowed
      ? {
          token_kind: choice(
            'token_kind',
            (['fine_grained', 'classic'] as const).map((value) => option(value, wording.tokenKindOption(value))),
            { unlessGiven: 'fine_grained' },
          ),
          classic_reason: choice(
            'classic_reason',
            classic.reasons.map((reason) => option(reason, wording.classicReasonOption(reason))),
          ),
        }
      : {}),
    lifetime: choice(
      'lifetime',
      offeredLifetimes(form.chosen).map((value) => option(value, wording.lifetimeOption(value))),
      lifetime.mayNeverExpire ? {} : { hint: wording.lifetimeHint(login, lifetime.maxDays) },
    ),
    expires_on: day('expires_on'),
  };
}

function secondInputs({ answers }: RequestForm, wording: Wording): Blocks {
  const { text, choice, search, person } = inputsOf(answers, wording);
  return {
    preset: choice('preset', [
      ...[...presetNames, somethingElse].map((value) => ({ text: plain(wording.presetOption(value)), value })),
    ]),
    permissions: search(
      'permissions',
      listGiven(answers, 'permissions').flatMap((value) => {
        const group = findPermission(value.split(':')[0] ?? '')?.group;
        return group === undefined || parsePermissionValue(value) === null
          ? []
          : [permissionOption(group, value, wording)];
      }),
    ),
    repository_access: choice(
      'repository_access',
      (['subset', 'all', 'none'] as const).map((value) => ({ text: plain(wording.accessOption(value)), value })),
    ),
    repositories: search('repositories', listGiven(answers, 'repositories').map(repositoryOption)),
    classic_scopes: search(
      'classic_scopes',
      listGiven(answers, 'classic_scopes').flatMap((name) =>
        findClassicScope(name) === undefined ? [] : [classicScopeOption(name, wording)],
      ),
    ),
    token_name: text('token_name'),
    description: text('description', { isOptional: true, isMultiline: true }),
    justification: text('justification', { isMultiline: true }),
    also_warn: person('also_warn'),
  };
}

function keptNote({ keptAt }: RequestForm, page: FormPage, wording: Wording): KnownBlock[] {
  if (page !== 1 || keptAt === undefined || keptAt === null) return [];
  return blocksOf([
    { say: wording.keptFrom(keptAt, mrkdwnSpeech(wording)) },
    { buttons: [button('start_over', wording.startOver, 'draft')] },
  ]);
}

function toldBlocks({ told = [], chosen }: RequestForm, limit: ToldLimit['limit'], wording: Wording): KnownBlock[] {
  const found = told.filter((one) => one.limit === limit);
  return blocksOf(found.map((one) => ({ say: wording.toldLimit(one, chosen.login, mrkdwnSpeech(wording)) })));
}

/** Before anything is filled in for nothing: where there is one organization, nobody chooses it. */
function toldAbove(form: RequestForm, page: FormPage, wording: Wording): KnownBlock[] {
  return page === 1 && form.organizations.length === 1 ? toldBlocks(form, 'forbidden', wording) : [];
}

/** Right below the choice that it is about. */
function toldBelow(field: Field, form: RequestForm, wording: Wording): KnownBlock[] {
  if (field === 'organization') return toldBlocks(form, 'forbidden', wording);
  return field === 'lifetime' ? toldBlocks(form, 'capped', wording) : [];
}

/** One page of the form. What was answered before stands there again, and fields appear when their choice is made. */
export function requestFormView(page: FormPage, form: RequestForm, wording: Wording): ModalView {
  const inputs = page === 1 ? firstInputs(form, wording) : secondInputs(form, wording);
  const missing = form.missing ?? [];
  const where = readWhereUsed(form.answers.where_used);
  const preset = findPreset(form.answers.preset);
  const reason = readClassicReason(form.answers.classic_reason);
  const fields = fieldsOfPage[page].flatMap((field): KnownBlock[] => {
    const input = inputs[field];
    if (input === undefined || !isShown(field, form.answers)) return [];
    // Right above the first of them, where the eye is led, and where a screen reader comes past before it.
    const note = field === missing[0] ? blocksOf([{ say: wording.missing(missing.map(wording.label)) }]) : [];
    const advice = field === 'where_used' && where !== null ? adviceBlocks(where, form.draftId, wording) : [];
    const gives = field === 'preset' && preset !== null ? blocksOf([{ note: presetGives(preset, wording) }]) : [];
    const instead =
      field === 'classic_reason'
        ? blocksOf([
            ...(reason === null ? [] : [{ note: wording.classicInstead(reason) }]),
            { note: wording.classicUnseen(form.classicSight ?? 'unknown', form.chosen.login) },
          ])
        : [];
    return [...note, input, ...advice, ...gives, ...instead, ...toldBelow(field, form, wording)];
  });
  const isContinued = page === 1 && typeof form.keptAt === 'number';
  return modal({
    callbackId: 'request_token',
    title: wording.formTitle(page),
    submit: isContinued ? wording.goOn : wording.next,
    close: page === 1 ? wording.cancel : wording.back,
    metadata: { draftId: form.draftId, page, list: form.list },
    blocks: [...keptNote(form, page, wording), ...toldAbove(form, page, wording), ...fields],
  });
}

/** What stands between a form and one that starts again: without its inputs Slack forgets what they held, which it keeps otherwise. */
export function emptiedFormView(wording: Wording): ModalView {
  return modal({
    callbackId: 'request_token',
    title: wording.formTitle(1),
    close: wording.cancel,
    blocks: blocksOf([{ say: wording.startingOver }]),
  });
}
