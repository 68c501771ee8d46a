import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: `npm test` names them at its end. */
const longest = [
  'test/stories/kill.test.ts',
  'test/authority/matrix.test.ts',
  'test/stories/several/races.test.ts',
  'test/stories/outages.test.ts',
  'test/start.test.ts',
  'sandbox/stage/test/trouble.test.ts',
  'sandbox/page/test/open-sandbox.test.ts',
  'test/stories/several/troubles.test.ts',
  'test/launch.test.ts',
  'test/stories/canaries.test.ts',
  'test/load/large-organization.test.ts',
  'sandbox/stage/test/morning.test.ts',
  'test/store/postgres/outages.test.ts',
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
