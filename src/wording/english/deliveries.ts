/** What whoever runs Countersign, or the channel, hears of messages and decisions that do not get through. */
export const deliveries = (command: string) => ({
  undeliverable: (person: string): string =>
    `${person} could not be reached by direct message, and something was to be told to them. Please let them know to look at ${command} list.`,
  stuck: (name: string, why: string): string =>
    `GitHub could not be told of the decision on the token ${name} for some minutes (${why}). It goes on being tried. If it does not end, whoever runs Countersign finds more in its log.`,
  gaveUp: (why: string): string =>
    `A message could not be delivered (${why}). Whoever runs Countersign finds more in its log.`,
});
