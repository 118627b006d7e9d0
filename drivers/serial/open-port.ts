import type { Cancel } from '../../src/basics/clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import { watchNode } from './watch-node.ts';

export type PortAddress = { readonly path: string; readonly baudRate: number };

/** Why a port cannot be opened now. */
export type OpenFailure =
  | { readonly kind: 'missing' } // nothing is plugged in there
  | { readonly kind: 'in_use' } // another program holds it
  | { readonly kind: 'forbidden' } // this user may not open it
  | { readonly kind: 'broken'; readonly detail: string }; // the system's own words

export type PortListener = {
  data(bytes: Uint8Array): void;
  /** The line is gone; nothing more comes. Not called after `close`. */
  lost(): void;
  /** Something that does not keep a gun from reading. */
  warned(problem: string): void;
};

export type OpenedPort = {
  /** Resolves when another program can have the port. */
  close(): Promise<void>;
};

/** Opens a serial port once. Never throws and never rejects. */
export type OpenPort = (address: PortAddress, listener: PortListener) => Promise<Result<OpenedPort, OpenFailure>>;

/** Opens a port of this machine through serialport, which is loaded with the first call: its import alone takes 28 ms. */
export async function openSerialPort({ path, baudRate }: PortAddress, listener: PortListener): Promise<Result<OpenedPort, OpenFailure>> {
  try {
    const { SerialPort } = await import('serialport');
    const port = new SerialPort({ path, baudRate, autoOpen: false });
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(error) : resolve()));
    });
    let over = false;
    let stopWatching: Cancel = () => {};
    const lose = (): void => {
      if (over) return;
      over = true;
      stopWatching();
      listener.lost();
    };
    port.on('data', (bytes: Uint8Array) => listener.data(bytes));
    port.on('error', (error) => {
      listener.warned(words(error));
      // When the last close of a pulled port fails, serialport tells only this.
      if (!port.isOpen) lose();
    });
    port.on('close', lose);
    stopWatching = await watchNode(path, () => {
      lose();
      if (port.isOpen) port.close(() => {}); // ends a read that would go on for ever; the line is gone all the same
    });
    if (over) stopWatching();
    // Some guns send only to a terminal that says it is ready. Lines without such wires refuse this and work all the same.
    port.set({ dtr: true, rts: true }, (error) => {
      if (error && port.isOpen) listener.warned(words(error));
    });
    return ok({
      close() {
        over = true;
        stopWatching();
        return new Promise((resolve) => {
          // Closing fails only when the line is gone already, and then it is free.
          if (port.isOpen) port.close(() => resolve());
          else resolve();
        });
      },
    });
  } catch (error) {
    return err(explainOpenError(words(error)));
  }
}

/** The system's words for why a port does not open, on Linux, macOS and Windows. Seen with serialport 13; Windows from its source. */
const OPEN_ERRORS: readonly { readonly pattern: RegExp; readonly kind: 'missing' | 'in_use' | 'forbidden' }[] = [
  { pattern: /no such (?:file|device)|file not found/i, kind: 'missing' },
  { pattern: /cannot lock port|resource busy|opening COM\d+: access denied/i, kind: 'in_use' },
  { pattern: /permission denied|operation not permitted/i, kind: 'forbidden' },
];

/** Finds the case behind the system's words. @param message of the failed open */
export function explainOpenError(message: string): OpenFailure {
  const known = OPEN_ERRORS.find(({ pattern }) => pattern.test(message));
  return known ? { kind: known.kind } : { kind: 'broken', detail: message };
}

function words(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
