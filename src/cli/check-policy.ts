import { readYaml } from '../config/read-yaml.ts';
import { redactCredentials } from '../domain/credential.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { describePolicy, lines } from './describe-policy.ts';
import { findPolicy } from './find-policy.ts';

type IsGiven = (index: number, key: string) => boolean;
type Checked = { readonly file: string } & (
  | { readonly policy: Policy; readonly isGiven: IsGiven }
  | { readonly problems: readonly string[] }
);

/** Whether the file says a key of an organization itself. */
function givenIn(text: string): IsGiven {
  const yaml = readYaml(text);
  const whole = 'problems' in yaml ? null : yaml.value;
  return (index, key) => {
    const path = ['organizations', index, ...key.split('.')];
    const found = path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step], whole);
    return found !== undefined && found !== null;
  };
}

function check(named: string | null, workspace: string | null): Checked {
  const read = findPolicy(named, workspace);
  return 'problems' in read ? read : { file: read.file, policy: read.policy, isGiven: givenIn(read.text) };
}

function asJson(checked: Checked): object {
  const file = redactCredentials(checked.file);
  if ('problems' in checked) return { file, isUsable: false, problems: checked.problems.map(redactCredentials) };
  const { hash, organizations, people, machineUsers } = checked.policy;
  return {
    file,
    isUsable: true,
    hash,
    organizations: organizations.map((organization, index) => ({
      ...organization,
      defaults: lines.map(({ key }) => key).filter((key) => !checked.isGiven(index, key)),
    })),
    people: Object.fromEntries(people),
    machineUsers: Object.fromEntries(machineUsers),
  };
}

/** Reads a policy file as a start does, and prints what it says, or what is wrong with it. Gives 0 where a start can use it. */
export function checkPolicy(named: string | null, isJson: boolean, workspace: string | null): number {
  const checked = check(named, workspace);
  const isUsable = !('problems' in checked);
  if (isJson) {
    process.stdout.write(`${JSON.stringify(asJson(checked), null, 2)}\n`);
  } else if (isUsable) {
    process.stdout.write(`A start can use ${checked.file}.\n\n${describePolicy(checked.policy, checked.isGiven)}`);
  } else {
    process.stderr.write(checked.problems.map((problem) => `${redactCredentials(problem)}\n`).join(''));
  }
  return isUsable ? 0 : 1;
}
