// Which permission a call to GitHub needs. Answers name GitHub's own templates and permissions only: nothing that somebody typed is repeated,
// since what is pasted from a terminal may carry a credential.
import { looksLikeCredential } from '../credential.ts';
import { needsNothing, type WhyNever, whyNever } from './calls-without-permission.ts';
import { type Endpoint, endpointsAt, type Need, type NeededLevel, nearestEndpoints } from './endpoints.ts';
import { type ReadCall, readCall } from './read-call.ts';

export type CallAnswer =
  /** By GitHub's table. Several where no verb was said. */
  | { readonly kind: 'endpoints'; readonly endpoints: readonly Endpoint[] }
  | { readonly kind: 'git'; readonly isPush: boolean; readonly need: Need }
  /** As GitHub's own refusal named them. */
  | { readonly kind: 'header'; readonly need: Need }
  | { readonly kind: 'nothing_needed'; readonly path: string | null }
  | { readonly kind: 'never'; readonly why: WhyNever; readonly path: string }
  /** GraphQL: it depends on what is asked for. */
  | { readonly kind: 'graphql' }
  | { readonly kind: 'unknown'; readonly nearest: readonly Endpoint[] };

const mostNearest = 3;
const ranks = ['read', 'write', 'admin'];

function highest(set: readonly NeededLevel[]): number {
  return Math.max(...set.map(({ level }) => ranks.indexOf(level)));
}

/** Sets of a header: the lowest first, as GitHub's table has them too. */
function lowestFirst(sets: readonly (readonly NeededLevel[])[]): readonly (readonly NeededLevel[])[] {
  return sets
    .map((set) => set.filter(({ name }) => !looksLikeCredential(name)))
    .filter((set) => set.length > 0)
    .sort((one, other) => highest(one) - highest(other) || one.length - other.length);
}

function answerCall({ verb, segments }: Extract<ReadCall, { kind: 'call' }>): CallAnswer {
  if (segments[0]?.toLowerCase() === 'graphql') return { kind: 'graphql' };
  // First, since a branch's name may have slashes: `/commits/main/check-runs` would be a commit too.
  const never = whyNever(segments);
  if (never !== null) return { kind: 'never', ...never };
  const there = endpointsAt(segments);
  const meant = verb === null ? there : there.filter((endpoint) => endpoint.verb === verb);
  const open = meant.some((endpoint) => endpoint.verb === 'GET') ? null : needsNothing(verb ?? 'GET', segments);
  if (meant.length > 0 && open === null) return { kind: 'endpoints', endpoints: meant };
  if (open !== null) return { kind: 'nothing_needed', path: open };
  return { kind: 'unknown', nearest: there.length > 0 ? there : nearestEndpoints(verb, segments, mostNearest) };
}

/** Null where the text names no call. */
export function permissionsForCall(text: string): CallAnswer | null {
  const call = readCall(text);
  switch (call?.kind) {
    case undefined:
      return null;
    case 'call':
      return answerCall(call);
    case 'git':
      return {
        kind: 'git',
        isPush: call.isPush,
        need: {
          anyOf: [[{ name: 'contents', level: call.isPush ? 'write' : 'read' }]],
          forWorkflowFiles: call.isPush ? [{ name: 'workflows', level: 'write' }] : [],
        },
      };
    case 'header': {
      const anyOf = lowestFirst(call.anyOf);
      return anyOf.length === 0
        ? { kind: 'nothing_needed', path: null }
        : { kind: 'header', need: { anyOf, forWorkflowFiles: [] } };
    }
  }
}
