/** What is to be done before a process ends, however it ends by itself; null for nothing. */
export const ending: { before: (() => void) | null } = { before: null };

/** What is to be done before this process ends because the tool failed; null for nothing. Not when PROG fails. */
export const failing: { before: (() => void) | null } = { before: null };
