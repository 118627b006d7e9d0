/** A display that was paired, as it is kept: its secrets as SHA-256 digests in base64url, never themselves. */
export type KeptDisplay = {
  readonly id: string;
  readonly name: string;
  readonly role: 'display' | 'self_service';
  readonly pairedAtMs: number; // wall clock
  readonly cookie: string;
  readonly pageKey: string;
};

/** The port of paired displays. Beside the journal, because a journal is never rewritten and a pairing must be able to go. */
export interface DisplayStore {
  /** Oldest first. @returns null when what is kept cannot be understood */
  read(): readonly KeptDisplay[] | null;
  /** Keeps these in the place of all before, durably. @returns false when the disk did not take it */
  write(displays: readonly KeptDisplay[]): boolean;
}

/** Keeps them as long as the process lives; for tests and where there is no disk. */
export function memoryDisplays(): DisplayStore {
  let kept: readonly KeptDisplay[] = [];
  return {
    read: () => kept,
    write(displays) {
      kept = displays;
      return true;
    },
  };
}
