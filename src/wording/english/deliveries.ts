/** What whoever runs Countersign, or the channel, hears of messages and decisions that do not get through. */
export const deliveries = (command: string) => ({
  undeliverable: (person: string): string =>
    `We couldn’t send ${person} a direct message. Please ask them to look at ${command} list.`,
  stuck: (name: string, why: string): string =>
    `We couldn’t tell GitHub about the decision on ${name} for some minutes (${why}). We keep trying. If this goes on, Countersign’s log says more.`,
  /** What stands in the brackets: the other side's own code, or that the fault is ours. */
  failure: (why: string): string => (why === 'bug' ? 'an error in the program' : why),
  gaveUp: (why: string): string => `We couldn’t deliver a message (${why}). Countersign’s log says more.`,
});
