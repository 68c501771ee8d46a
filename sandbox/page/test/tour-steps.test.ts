import { expect, it } from 'vitest';
import { morningStep, textFor, tourSteps } from '../tour/tour-steps.ts';

it('a step says “You are Bea” to Bea alone', () => {
  expect(textFor(morningStep, true)).toMatch(/^You are Bea, an owner of acme\. Countersign started/);
  expect(textFor(morningStep, false)).toMatch(/^This step is for Bea, an owner of acme\. Countersign started/);
  for (const step of [morningStep, ...tourSteps]) {
    expect(textFor(step, false)).not.toContain('You are');
    if (step.as !== undefined) expect(step.as).toContain(step.who);
  }
});
