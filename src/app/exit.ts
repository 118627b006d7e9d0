/** What the process ends with. Source: interface of the terminal, "Command line". */
export const EXIT = { ok: 0, failed: 1, badConfiguration: 2, dataFolderInUse: 3 } as const;

/** Why the terminal did not start: one line for a person, and the exit code. */
export type Refusal = { readonly message: string; readonly code: number };
