import { type Assumption, type AssumptionNumber, assumptionNumbers } from '../domain/assumptions.ts';
import { type Finding, note, right, wrong } from './finding.ts';

type Words = {
  /** What is assumed of GitHub. */
  readonly assumed: string;
  /** What GitHub does where it is contradicted, and what follows; null where nothing that we see could contradict it. */
  readonly otherwise: { readonly found: string; readonly follows: string } | null;
  /** What is said of it while nothing was seen. */
  readonly unseen: string;
};

const lostWebhook = 'since a webhook that doesn’t come may have been lost';
const notYet = 'not seen yet';
const onlyFor = 'not seen yet, and only what bears it out can be seen';

const words: { readonly [N in AssumptionNumber]: Words } = {
  A1: {
    assumed: 'a regenerated token keeps its access',
    otherwise: {
      found: 'a regenerated token waits for approval again',
      follows: 'Tell holders that a renewal needs an approval. Nothing gets in without one',
    },
    unseen: notYet,
  },
  A2: {
    assumed: 'a narrowed token keeps its access, and a widened one waits for approval',
    otherwise: {
      found: 'a token got wider without asking, or waited although it got narrower',
      follows:
        'Check that approval is required: organization’s settings → Personal access tokens. A wider token is flagged all the same',
    },
    unseen: notYet,
  },
  A3: {
    assumed: 'a re-approval keeps the id of the access',
    otherwise: {
      found: 'a re-approval gives the access another id',
      follows: 'Nothing to set: the new access goes on with what was agreed. Report it to Countersign’s maintainers',
    },
    unseen: notYet,
  },
  A4: {
    assumed: 'an expired token stays listed for a while',
    otherwise: {
      found: 'an expired token is no longer listed',
      follows: 'Nothing to set: an end is told by its date. One deleted in its last minutes is told as expired',
    },
    unseen: notYet,
  },
  A5: {
    assumed: 'GitHub answers 404 or 422 to a second review',
    otherwise: {
      found: 'GitHub answers a second review otherwise, or takes it',
      follows: 'Decide each token in one place, here or on GitHub. The lists say what became of it',
    },
    unseen: notYet,
  },
  A6: {
    assumed: 'GitHub tells of a waiting token that is deleted',
    otherwise: null,
    unseen: `${onlyFor}, ${lostWebhook}`,
  },
  A7: {
    assumed: 'an edited request keeps its id or gives way to one with another',
    otherwise: {
      found: 'an edited request waits beside the one before it',
      follows: 'Deny the older one. Each has a card of its own',
    },
    unseen: notYet,
  },
  A8: {
    assumed: 'a holder may ask again with a token that was revoked',
    otherwise: null,
    unseen: `${onlyFor}, since a holder may simply not ask`,
  },
  A9: {
    assumed: 'GitHub tells of no request where it asks for no approval',
    otherwise: {
      found: 'GitHub tells of a request for an owner’s token that it lets in unasked',
      follows: 'Nothing to set: a webhook is only a hint, and the lists decide',
    },
    unseen: `not contradicted yet, and nothing else can be seen, ${lostWebhook}`,
  },
  A10: {
    assumed: 'GitHub’s page takes every value that it is given',
    otherwise: null,
    unseen: 'can’t be seen by Countersign, since the page is in the holder’s browser, who may change it',
  },
};

/** A row for each assumption about GitHub that nothing confirms: what this installation has shown of it. */
export function assumptionRows(known: readonly Assumption[]): readonly Finding[] {
  return assumptionNumbers.map((number) => {
    const { assumed, otherwise, unseen } = words[number];
    const [against, supporting] = (['contradicted', 'holds'] as const).map((shown) =>
      known.find((one) => one.number === number && one.shown === shown),
    );
    if (against !== undefined && otherwise !== null) {
      const both = supporting === undefined ? '' : `; it also held, ${times(supporting)}`;
      return wrong(number, `does not hold, ${times(against)}: ${otherwise.found}${both}`, otherwise.follows);
    }
    if (supporting !== undefined) return right(number, `holds, ${times(supporting)}: ${assumed}`);
    return note(number, `${unseen}: ${assumed}`);
  });
}

function times({ days, lastSeenAt }: Assumption): string {
  return `seen on ${days === 1 ? '1 day' : `${days} days`}, last on ${new Date(lastSeenAt).toISOString().slice(0, 10)}`;
}
