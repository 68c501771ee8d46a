import { agreementRules } from './agreement-rules.ts';
import { AuditTrail } from './audit-trail.ts';
import { ClaimRules } from './claim-rules.ts';
import { DecisionRules } from './decision-rules.ts';
import { EndedRules } from './ended-rules.ts';
import { DeadlineRules, FirstCreations } from './lifetime-rules.ts';
import { MemoryRules } from './memory-rules.ts';
import { noticeRules } from './notice-rules.ts';
import type { ProvenWorld } from './proven-world.ts';
import { credentialRules, PostRules, privateNameRules } from './seen-rules.ts';

/** Reads what the local Slack and GitHub saw, and the database by plain SQL; never the program's own functions. */
export class Checker {
  readonly #proven: ProvenWorld;
  readonly #trail = new AuditTrail();
  readonly #created: FirstCreations;
  readonly #decisions: DecisionRules;
  readonly #memory: MemoryRules;
  readonly #claims: ClaimRules;
  readonly #ended: EndedRules;
  readonly #deadlines = new DeadlineRules();
  readonly #posts = new PostRules();

  constructor(proven: ProvenWorld) {
    this.#proven = proven;
    this.#created = new FirstCreations(proven.world);
    this.#decisions = new DecisionRules(proven.world, this.#created);
    this.#memory = new MemoryRules(proven.world);
    this.#claims = new ClaimRules(proven.world, this.#created);
    this.#ended = new EndedRules(proven.world, this.#created);
  }

  /** What must hold after every command. */
  afterCommand(): readonly string[] {
    const { stored, journal, now } = this.#proven;
    const { added, broken } = this.#trail.follow(stored);
    return [
      ...journal.broken.splice(0),
      ...broken,
      ...this.#trail.compare(stored),
      ...this.#decisions.check(journal, stored, this.#trail.entries),
      ...this.#memory.check(journal, stored),
      ...this.#claims.check(journal, stored, added),
      ...this.#deadlines.check(stored, added),
      ...this.#ended.check(stored, added, now),
      ...this.#posts.check(this.#proven),
      ...privateNameRules(this.#proven),
      ...this.#proven.said
        .filter((line) => line.startsWith('error') && line.includes('bug'))
        .map((line) => `bug: ${line}`),
    ];
  }

  /** What must hold once nothing fails any more and everything due is done. */
  atRest(): readonly string[] {
    return [
      ...agreementRules(this.#proven, this.#created),
      ...noticeRules(this.#proven, this.#trail),
      ...credentialRules(this.#proven),
    ];
  }
}
