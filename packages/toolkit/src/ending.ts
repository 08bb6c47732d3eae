/** What is to be done before a process ends, however it ends by itself; null for nothing. */
export const ending: { before: (() => void) | null } = { before: null };
