import type { CastMember, DirectoryPerson } from '@countersign/sandbox-stage/protocol';
import { useLive } from './live.ts';

/** Whoever reads: their zone decides how instants look. */
export function useMe(): CastMember | undefined {
  return useLive(({ slices }) => slices.cast.find(({ slackId }) => slackId === slices.me.slackId));
}

export function useZone(): string {
  return useLive(
    ({ slices }) =>
      slices.cast.find(({ slackId }) => slackId === slices.me.slackId)?.zone ??
      slices.directory.find(({ id }) => id === slices.me.slackId)?.zone ??
      'UTC',
  );
}

/** In which language they read Slack. */
export function useLocale(): string {
  return useLive(({ slices }) => slices.directory.find(({ id }) => id === slices.me.slackId)?.locale ?? 'en-US');
}

export function usePerson(id: string): DirectoryPerson | undefined {
  return useLive(({ slices }) => slices.directory.find((person) => person.id === id));
}
