// Reasons that several survivors share.
export const isForTheTypes = 'it is always there: only the type checker asks';
export const isOnlyKept = 'what is not kept is looked for again, and is the same';
export const isNeverSeen = 'what stands in for a wrong answer is never seen: the problems are returned instead';
export const isMemberOnly = 'only a member is told apart: of anybody else all counts that the token could do';
export const noRule = 'a text names no rule that anybody is asked about';
