import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databaseOfWorkspace } from '../../src/config/own-settings.ts';
import { isPolicyFolder, isWorkspaceId, workspacesIn } from '../../src/config/policy-folder.ts';

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-policies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
}

describe('a folder of policies', () => {
  it('has one file a workspace, named by its id; what is no policy file is left alone', () => {
    const folder = folderWith('T0123ABCD.yml', 'E0456EFGH.yml', 'README.md', '.T0123ABCD.yml.swp', '.backup.yml');
    mkdirSync(join(folder, 'old'));
    expect(isPolicyFolder(folder)).toBe(true);
    expect(workspacesIn(folder)).toEqual({ workspaces: ['E0456EFGH', 'T0123ABCD'], problems: [] });
    expect(isPolicyFolder(join(folder, 'T0123ABCD.yml'))).toBe(false);
    expect(isPolicyFolder(join(folder, 'missing'))).toBe(false);
  });

  it.each(['policy.yml', 't0123abcd.yml', 'T0123ABCD.yaml', 'T0123ABCD (copy).yml', 'C0123ABCD.yml'])(
    'with %s in it is refused: nobody would know that it is not in force',
    (name) => {
      const folder = folderWith('T0123ABCD.yml', name);
      expect(workspacesIn(folder)).toEqual({
        workspaces: ['T0123ABCD'],
        problems: [
          `${join(folder, name)}: must be named by a workspace’s id, like T0123ABCD.yml (or E0123ABCD.yml for a whole enterprise)`,
        ],
      });
    },
  );

  it('is refused where it is empty or can’t be read', () => {
    const folder = folderWith();
    expect(workspacesIn(folder).problems).toEqual([
      `POLICY_FILE: the folder ${folder} has no policy file, like T0123ABCD.yml`,
    ]);
    expect(workspacesIn(join(folder, 'missing')).problems).toEqual([
      `POLICY_FILE: the folder ${join(folder, 'missing')} cannot be read`,
    ]);
  });

  it('names workspaces by ids that lead to no other place', () => {
    expect(['T0123ABCD', 'E0123ABCD', '../T0123ABCD', 'T0123ABCD/..', 'T0123ABCD\n', ''].map(isWorkspaceId)).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ]);
  });
});

describe('the database of one of several workspaces', () => {
  it.each([
    ['data/countersign.db', 'data/countersign.T0123ABCD.db'],
    ['/var/lib/v1.2/countersign', '/var/lib/v1.2/countersign.T0123ABCD'],
    ['data/.db', 'data/.db.T0123ABCD'],
    ['postgres://u:p%40@h:6432/d', 'postgres://u:p%40@h:6432/d?schema=countersign_t0123abcd'],
    ['postgres://u@h/d?sslmode=disable', 'postgres://u@h/d?sslmode=disable&schema=countersign_t0123abcd'],
    ['postgres://u@h/d?schema=mine', 'postgres://u@h/d?schema=countersign_t0123abcd'],
  ])('%s is %s', (database, own) => {
    expect(databaseOfWorkspace(database, 'T0123ABCD')).toBe(own);
  });
});
