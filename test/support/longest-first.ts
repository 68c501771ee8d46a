import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: `npm test` names them at its end. */
const longest = [
  'test/stories/kill.test.ts',
  'test/model/model-runs-one.test.ts',
  'test/model/model-runs-two.test.ts',
  'test/stories/kill-reminder.test.ts',
  'test/stories/outages.test.ts',
  'sandbox/stage/test/trouble.test.ts',
  'test/stories/token-life.test.ts',
  'test/stories/told-as-it-is.test.ts',
  'test/stories/ended-token-returns.test.ts',
  'test/stories/many-tokens.test.ts',
  'test/start.test.ts',
];

/** A long file that comes last would run alone, with one core idle. A fresh clone knows no durations, so they are begun by name. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => moduleId === `${project.config.root}/${name}`);
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
