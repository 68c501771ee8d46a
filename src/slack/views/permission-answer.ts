import { looksLikeCredential } from '../../domain/credential.ts';
import { whyNeverByWords } from '../../domain/scope/calls-without-permission.ts';
import type { Endpoint, Need, NeededLevel } from '../../domain/scope/endpoints.ts';
import { accountPermissionLabel, parsePermissionValue } from '../../domain/scope/permission-catalogue.ts';
import { type CallAnswer, permissionsForCall } from '../../domain/scope/permissions-for-call.ts';
import { searchPermissions } from '../../domain/scope/search-permissions.ts';
import type { Wording } from '../../wording/wording.ts';
import { permissionsValue } from '../button-value.ts';
import { button, type Rendered, render } from './layout.ts';
import type { Part } from './part.ts';

const mostFound = 5;
const optionOf = ({ name, level }: NeededLevel): string => `${name}:${level}`;

/** What of it has to be asked for: GitHub adds metadata by itself. Null where something in it can't be asked for here. */
function askable(set: readonly NeededLevel[]): readonly NeededLevel[] | null {
  const asked = set.filter(({ name }) => name !== 'metadata');
  return asked.length > 0 && asked.every((one) => parsePermissionValue(optionOf(one)) !== null) ? asked : null;
}

/** A line, with the button that opens the form with what it names. */
function line(text: string, set: readonly NeededLevel[], wording: Wording): Part {
  const asked = askable(set);
  return asked === null
    ? { say: text }
    : { row: text, button: button('request_these', wording.requestThese, permissionsValue(asked.map(optionOf))) };
}

function needParts(need: Need, wording: Wording): readonly Part[] {
  const all = need.anyOf.flat();
  const own = all.filter(({ name }) => accountPermissionLabel(name) !== null);
  return [
    ...need.anyOf.map((set) => line(wording.together(set), set, wording)),
    ...(need.forWorkflowFiles.length === 0 ? [] : [{ note: wording.forWorkflowFiles(need.forWorkflowFiles) }]),
    ...(all.some(({ name }) => name === 'metadata') ? [{ note: wording.alwaysIncluded }] : []),
    ...(own.length === 0 ? [] : [{ note: wording.accountOnly(own) }]),
  ];
}

function heading(need: Need, one: string, several: string): Part {
  return { strong: need.anyOf.length > 1 ? several : one };
}

function endpointParts(endpoints: readonly Endpoint[], wording: Wording): readonly Part[] {
  const [first] = endpoints;
  if (first === undefined) return [];
  if (endpoints.length === 1) {
    const call = wording.call(first.verb, first.path);
    return [
      heading(first.need, wording.needs(call), wording.needsOneOf(call)),
      ...needParts(first.need, wording),
      ...(first.verb === 'GET' ? [{ note: wording.publicIsFree }] : []),
    ];
  }
  const lines = endpoints.map(({ verb, need }) =>
    line(wording.needOfVerb(verb, wording.needOf(need)), need.anyOf[0] ?? [], wording),
  );
  return [{ strong: wording.callsAt(first.path) }, ...lines];
}

function callParts(answer: CallAnswer, wording: Wording): readonly Part[] {
  switch (answer.kind) {
    case 'endpoints':
      return endpointParts(answer.endpoints, wording);
    case 'git': {
      const call = wording.gitCall(answer.isPush);
      return [heading(answer.need, wording.needs(call), wording.needsOneOf(call)), ...needParts(answer.need, wording)];
    }
    case 'header':
      return [heading(answer.need, wording.headerNeeds, wording.headerNeedsOneOf), ...needParts(answer.need, wording)];
    case 'nothing_needed':
      return [{ say: answer.path === null ? wording.headerNothingNeeded : wording.nothingNeeded(answer.path) }];
    case 'never':
      return [{ say: wording.neverByToken(answer.why) }];
    case 'graphql':
      return [{ say: wording.graphqlNeeds }];
    case 'unknown':
      return answer.nearest.length === 0
        ? [{ say: wording.callUnknownAtAll }]
        : [
            { say: wording.callUnknown },
            ...answer.nearest.map(({ verb, path, need }) =>
              line(wording.callNeeds(wording.call(verb, path), wording.needOf(need)), need.anyOf[0] ?? [], wording),
            ),
          ];
  }
}

function foundParts(text: string, wording: Wording): readonly Part[] {
  const never = whyNeverByWords(text);
  const found = searchPermissions(text).map(({ permission: { name }, level }) => ({ name, level }));
  const said: readonly Part[] = never === null ? [] : [{ say: wording.neverByToken(never) }];
  if (found.length === 0) return never === null ? [{ say: wording.noPermissionFound }] : said;
  return [
    ...said,
    { strong: wording.permissionsFound },
    ...found.slice(0, mostFound).map((one) => line(wording.together([one]), [one], wording)),
    ...(found.length > mostFound ? [{ note: wording.morePermissionsFound(found.length - mostFound) }] : []),
  ];
}

/** Which permission a call or a wish needs; alone, what can be asked. Nothing of what was typed is said again. */
export function permissionAnswer(text: string, wording: Wording): Rendered {
  const warning: readonly Part[] = looksLikeCredential(text) ? [{ say: wording.credentialPasted }] : [];
  if (text.trim() === '') {
    return render([{ strong: wording.finderTitle }, ...wording.finderLines.map((say) => ({ say }))], wording);
  }
  const answer = permissionsForCall(text);
  const parts = answer === null ? foundParts(text, wording) : callParts(answer, wording);
  return render([...warning, ...parts], wording);
}
