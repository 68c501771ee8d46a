import { policyJsonSchema } from '../config/policy-json-schema.ts';

/** Prints the JSON Schema of the policy file. */
export function printPolicySchema(): void {
  process.stdout.write(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
}
