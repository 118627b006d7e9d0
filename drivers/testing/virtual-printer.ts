import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type EscPosReader, type Printed, type ReaderParts, readEscPos } from './escpos-reader.ts';

export type VirtualPrinterParts = {
  readonly encoding?: ReaderParts['encoding']; // default: gb18030
  readonly answers?: boolean; // false: one of those that never say anything
};

/**
 * A receipt printer made of software. What arrives is printed unless `paper` is out, the cover is open or it is stuck; what cannot be
 * printed waits in its buffer, as in a real one. It answers questions at once, those in the row of the job when they come up.
 */
export class VirtualPrinter {
  paper: 'ok' | 'near_end' | 'out' = 'ok';
  cover: 'closed' | 'open' = 'closed';
  /** Nothing is read any more, not even questions. */
  isStuck = false;
  /** What happens when so many bytes more have been printed; null: nothing. */
  mishap: { afterBytes: number; readonly what: 'out_of_paper' | 'stuck' } | null = null;
  drawerOpened = 0;
  readonly #reader: EscPosReader;
  readonly #answers: boolean;
  readonly #sockets = new Set<Socket>();
  readonly #served: { server: Server | null; port: number } = { server: null, port: 0 };
  #buffer = Buffer.alloc(0);
  #answer: (bytes: Uint8Array) => void = () => {};

  constructor({ encoding = 'gb18030', answers = true }: VirtualPrinterParts = {}) {
    this.#answers = answers;
    this.#reader = readEscPos({
      encoding,
      onQuestion: (question) => this.#say(question),
      onDrawer: () => {
        this.drawerOpened += 1;
      },
    });
  }

  /** Listens on 127.0.0.1; switched on again it has the same port. */
  async listen(port = this.#served.port): Promise<number> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('data', (bytes) => this.take(bytes, (answer) => socket.write(answer)));
      socket.on('end', () => socket.end());
      socket.on('error', () => {}); // who prints went away
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
    this.#served.server = server;
    this.#served.port = (server.address() as AddressInfo).port;
    return this.#served.port;
  }

  /** Takes bytes from any wire. @param answer where its answers go */
  take(bytes: Uint8Array, answer: (bytes: Uint8Array) => void): void {
    this.#answer = answer;
    if (this.isStuck) return;
    this.#buffer = Buffer.concat([this.#buffer, this.#answered(bytes)]);
    this.work();
  }

  /** Prints what waits, as after new paper. */
  work(): void {
    while (this.#buffer.length > 0 && this.#isWell()) {
      const count = Math.min(this.#buffer.length, this.mishap?.afterBytes ?? this.#buffer.length);
      const now = this.#buffer.subarray(0, count);
      this.#buffer = this.#buffer.subarray(count);
      this.#reader.take(now);
      if (this.mishap) this.#towardsMishap(this.mishap, count);
    }
  }

  /** New paper, closed cover, power off and on: what waited in the buffer is gone. */
  recover(): void {
    this.#buffer = Buffer.alloc(0);
    this.paper = 'ok';
    this.cover = 'closed';
    this.isStuck = false;
    this.#reader.take(Uint8Array.of(0x1d, 0x56, 0)); // the torn paper is taken away
  }

  /** Switches it off: the port is closed, connections are cut. */
  async off(): Promise<void> {
    const { server } = this.#served;
    this.#served.server = null;
    for (const socket of this.#sockets) socket.destroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  get papers(): readonly Printed[] {
    return this.#reader.papers();
  }

  get unknown(): readonly string[] {
    return this.#reader.unknown;
  }

  /** Each paper as text, line by line. */
  texts(): readonly string[] {
    return this.papers.map(({ lines }) => lines.map((line) => (line.kind === 'text' ? line.text : `[${line.kind}]`)).join('\n'));
  }

  #towardsMishap(mishap: NonNullable<VirtualPrinter['mishap']>, printed: number): void {
    mishap.afterBytes -= printed;
    if (mishap.afterBytes > 0) return;
    if (mishap.what === 'stuck') this.isStuck = true;
    else this.paper = 'out';
    this.mishap = null;
  }

  #isWell(): boolean {
    return this.paper !== 'out' && this.cover === 'closed' && !this.isStuck;
  }

  /** Answers real-time questions while it cannot print, as real ones do; else they come up in their turn, which is at once. */
  #answered(bytes: Uint8Array): Uint8Array {
    if (this.#isWell() && this.#buffer.length === 0) return bytes;
    const rest: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) {
        this.#say((['printer', 'offline', 'error', 'paper'] as const)[(bytes[at + 2] ?? 1) - 1] ?? 'printer');
        at += 2;
      } else rest.push(bytes[at] ?? 0);
    }
    return Uint8Array.from(rest);
  }

  #say(question: Parameters<ReaderParts['onQuestion']>[0]): void {
    if (!this.#answers) return;
    const isOut = this.paper === 'out';
    const answers: Readonly<Record<typeof question, number>> = {
      printer: 0x12 | (this.#isWell() ? 0 : 0x08),
      offline: 0x12 | (isOut ? 0x20 : 0) | (this.cover === 'open' ? 0x04 : 0),
      error: 0x12,
      paper: 0x12 | (isOut ? 0x6c : this.paper === 'near_end' ? 0x0c : 0),
      through: isOut ? 0x0c : 0,
    };
    this.#answer(Uint8Array.of(answers[question]));
  }
}
