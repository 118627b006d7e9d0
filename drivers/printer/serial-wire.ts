import { err, ok, type Result } from '../../src/basics/result.ts';
import type { SerialPrinterConfig } from '../../src/config/config.ts';
import type { PrinterProblem } from '../../src/receipt/printer.ts';
import { explainOpenError, type OpenFailure } from '../serial/open-port.ts';
import type { Line, Wire } from './wire.ts';

const PROBLEMS: Readonly<Record<OpenFailure['kind'], PrinterProblem>> = {
  missing: 'gone',
  in_use: 'in_use',
  forbidden: 'forbidden',
  broken: 'failed',
};

/** A printer on a serial port, through serialport, which is loaded with the first job. */
export function serialWire({ path, baudRate, flow }: Pick<SerialPrinterConfig, 'path' | 'baudRate' | 'flow'>): Wire {
  return {
    async open(): Promise<Result<Line, PrinterProblem>> {
      const { SerialPort } = await import('serialport');
      const handshake = { rtscts: flow === 'rtscts', xon: flow === 'xonxoff', xoff: flow === 'xonxoff' };
      const port = new SerialPort({ path, baudRate, autoOpen: false, ...handshake });
      const problem = await new Promise<PrinterProblem | null>((resolve) => {
        port.open((error) => resolve(error ? PROBLEMS[explainOpenError(error.message).kind] : null));
      });
      return problem ? err(problem) : ok(lineOn(port));
    },
  };
}

function lineOn(port: import('serialport').SerialPort): Line {
  let lose: (cause: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => {}); // whoever writes is told
  port.on('error', lose);
  port.on('close', () => lose(new Error('the port is closed')));
  return {
    write(bytes) {
      const written = new Promise<void>((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => (error ? reject(error) : port.drain((failed) => (failed ? reject(failed) : resolve()))));
      });
      return Promise.race([written, lost]);
    },
    listen(listener) {
      port.removeAllListeners('data');
      port.on('data', listener);
    },
    close: () =>
      new Promise((resolve) => {
        // What a stuck printer did not take would keep the close waiting.
        port.flush(() => (port.isOpen ? port.close(() => resolve()) : resolve()));
      }),
  };
}
