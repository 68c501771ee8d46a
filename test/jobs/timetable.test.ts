import { validate } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { timetable } from '../../src/jobs/schedule.ts';

describe('the timetable', () => {
  it('has each job once, at times that the clock knows', () => {
    expect(new Set(timetable.map(({ job }) => job)).size).toBe(timetable.length);
    expect(timetable.filter(({ at }) => !validate(at)).map(({ job }) => job)).toEqual([]);
  });

  it('has a start link people and list first, then decide what is due, and send messages last', () => {
    expect(timetable.filter(({ atStart }) => atStart === 'in turn').map(({ job }) => job)).toEqual([
      'linkPeople',
      'listActive',
      'lapse',
      'remind',
      'refreshRepositories',
      'redrawDates',
      'publishHomes',
      'hidePrivateNames',
      'endSignIns',
      'deliver',
    ]);
  });

  it('never lets two jobs decide by GitHub’s lists at once', () => {
    expect(timetable.filter(({ isPass }) => isPass === true).map(({ job }) => job)).toEqual([
      'listActive',
      'listPending',
      'followHints',
      'lapse',
      'endDrift',
    ]);
  });
});
