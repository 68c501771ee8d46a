import { storeTrouble } from '../config/start-failure.ts';
import type { Fault } from '../ports/fault.ts';
import { printable } from './database-address.ts';
import { sayProblems } from './say-problems.ts';

/** Gives 1. Whoever tries it beside no Countersign learns how to say which database is meant. */
export function sayUnread(address: string, fault: Fault, isNamed: boolean): number {
  const other = isNamed ? '' : ' Name the database that is meant with --database.';
  return sayProblems([`The requests of ${printable(address)} can’t be read: ${storeTrouble(fault)}.${other}`]);
}
