import { constants, type FileHandle, open } from 'node:fs/promises';
import type { Cancel, Clock } from '../../src/basics/clock.ts';
import { err, ok, type Result } from '../../src/basics/result.ts';
import type { PrinterProblem } from '../../src/receipt/printer.ts';
import type { Line, Wire } from './wire.ts';

/** How often a full or silent device is asked again: it cannot be waited for. */
const AGAIN_MS = 20;

const PROBLEMS: Readonly<Record<string, PrinterProblem>> = {
  ENOENT: 'gone',
  ENODEV: 'gone',
  ENXIO: 'gone',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EBUSY: 'in_use',
};

/** A printer that the system shows as a file, as Linux does with `/dev/usb/lp0`. Opened so that a stuck one holds up no thread. */
export function fileWire(path: string, { clock }: { readonly clock: Clock }): Wire {
  return {
    async open(): Promise<Result<Line, PrinterProblem>> {
      try {
        return ok(lineOn(await open(path, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY), clock));
      } catch (error) {
        return err(PROBLEMS[codeOf(error)] ?? 'failed');
      }
    },
  };
}

function lineOn(file: FileHandle, clock: Clock): Line {
  let isOpen = true;
  let stopReading: Cancel = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      clock.after(AGAIN_MS, resolve);
    });
  return {
    async write(bytes) {
      for (let sent = 0; sent < bytes.length; ) {
        if (!isOpen) throw new Error('the device is closed');
        try {
          sent += (await file.write(bytes, sent)).bytesWritten;
        } catch (error) {
          if (codeOf(error) !== 'EAGAIN') throw error;
          await pause();
        }
      }
    },
    listen(listener) {
      stopReading();
      let isListening = true;
      stopReading = () => {
        isListening = false;
      };
      const buffer = new Uint8Array(64);
      void (async () => {
        while (isOpen && isListening) {
          try {
            const { bytesRead } = await file.read(buffer, 0, buffer.length);
            if (bytesRead > 0 && isListening) listener(buffer.slice(0, bytesRead));
            else await pause();
          } catch (error) {
            if (codeOf(error) !== 'EAGAIN') return; // a device that cannot be read says nothing
            await pause();
          }
        }
      })();
    },
    async close() {
      isOpen = false;
      stopReading();
      await file.close();
    },
  };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
