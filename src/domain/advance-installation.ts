// One step of our installation in Slack: it is kept, sealed under another key, or forgotten.
import { type Change, type Entry, noChange } from './change.ts';
import type { Instant } from './ids.ts';
import type { SealedInstallation } from './installation.ts';

function write(before: SealedInstallation | null, row: SealedInstallation): Change {
  return { ...noChange, writes: [{ table: 'installation', was: before?.version ?? null, row }] };
}

function entry({ teamId }: SealedInstallation, of: Pick<Entry, 'act' | 'actor' | 'data' | 'at'>): Entry {
  return { ...of, subject: `installation:${teamId}` };
}

/** Somebody installed it, or again, with whatever it asks for by now: what stood there gives way. */
export function install(before: SealedInstallation | null, given: Omit<SealedInstallation, 'version'>): Change {
  const row = { ...given, version: (before?.version ?? 0) + 1 };
  const { teamName, isForEnterprise, installedAt: at, installedBy } = row;
  const data = { teamName, isForEnterprise };
  return {
    ...write(before, row),
    entries: [entry(row, { act: 'installation.keep', actor: `slack:${installedBy}`, data, at })],
  };
}

/** The same token under another key. */
export function resealInstallation(
  row: SealedInstallation,
  sealed: Pick<SealedInstallation, 'keyId' | 'botToken'>,
): Change {
  return write(row, { ...row, ...sealed, version: row.version + 1 });
}

/** Slack says that it is installed there no longer. */
export function uninstall(row: SealedInstallation, at: Instant): Change {
  return {
    ...noChange,
    writes: [{ table: 'installation', was: row.version, row, removes: true }],
    entries: [entry(row, { act: 'installation.forget', actor: 'countersign', data: { teamName: row.teamName }, at })],
  };
}
