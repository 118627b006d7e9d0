/** What this machine's cashier chose. */
export type CameraPreferences = {
  readonly deviceId: string | null; // null: whichever the browser gives
  readonly isMirrored: boolean | null; // null: as the camera faces
  readonly isUsed: boolean; // somebody switched it on here before
};

const KEY = 'saoma.camera';
const NOTHING: CameraPreferences = { deviceId: null, isMirrored: null, isUsed: false };
/** The browser's own are 64 characters. */
const MAX_ID_LENGTH = 256;

/** Remembers the choice in the window's storage. What cannot be read or written counts as not chosen: the camera works all the same. */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  return {
    read(): CameraPreferences {
      try {
        return parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
      } catch {
        return NOTHING; // forbidden storage, or written by something else
      }
    },
    write(preferences: CameraPreferences): void {
      try {
        storage.setItem(KEY, JSON.stringify(preferences));
      } catch {
        // forbidden or full storage: the choice lasts until the window is closed
      }
    },
  };
}

export type PreferenceStore = ReturnType<typeof createPreferences>;

function parse(stored: unknown): CameraPreferences {
  if (typeof stored !== 'object' || stored === null) return NOTHING;
  const { deviceId, isMirrored, isUsed } = stored as Record<string, unknown>;
  return {
    deviceId: typeof deviceId === 'string' && deviceId.length <= MAX_ID_LENGTH ? deviceId : null,
    isMirrored: typeof isMirrored === 'boolean' ? isMirrored : null,
    isUsed: isUsed === true,
  };
}
