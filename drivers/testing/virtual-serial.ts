import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, type ReadStream, rmSync, type WriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** socat makes its pair of ttys within 20 ms; on a machine that needs longer than this something else is wrong. */
const PLUG_LIMIT_MS = 5_000;
/** What the terminal sent to the gun is kept for tests up to this size. */
const MAX_HEARD_BYTES = 4_096;

/** How the gun sends a code. Text is Latin-1. */
export type ScanStyle = {
  readonly prefix?: string;
  readonly suffix?: string; // default: CR
  readonly cut?: readonly number[]; // sends in pieces, cut at these bytes
  readonly gapMs?: number; // pause between the pieces, default 10
  readonly baud?: number; // sends byte by byte at this line's pace, ten bits a byte
};

/** A serial scanner made of software: a pair of pseudo-terminals held by socat. The terminal opens `path`; the gun holds the far end. */
export class VirtualSerial {
  readonly path: string;
  readonly #farPath: string;
  /** Called with what the terminal sends, as it comes. */
  onHeard: (bytes: Uint8Array) => void = () => {};
  #line: Line | null = null;
  #heard = Buffer.alloc(0);

  private constructor(path: string) {
    this.path = path;
    this.#farPath = `${path}.far`;
  }

  /** Plugs a gun in. @param path where its tty appears; its folder must exist */
  static async plug(path: string): Promise<VirtualSerial> {
    const gun = new VirtualSerial(path);
    await gun.replug();
    return gun;
  }

  /** Everything the terminal sent to the gun. */
  get heard(): Uint8Array {
    return this.#heard;
  }

  /** Sends one code. Resolves when its last byte is on the line. */
  async scan(code: string, { prefix = '', suffix = '\r', cut = [], gapMs = 10, baud }: ScanStyle = {}): Promise<void> {
    const bytes = Buffer.from(prefix + code + suffix, 'latin1');
    const cuts = baud ? [...bytes.keys()].slice(1) : cut;
    const pauseMs = baud ? 10_000 / baud : gapMs;
    let dueMs = performance.now();
    let from = 0;
    for (const to of [...cuts, bytes.length]) {
      await this.send(bytes.subarray(from, to));
      from = to;
      dueMs += pauseMs;
      if (to < bytes.length) await sleep(Math.max(0, dueMs - performance.now()));
    }
  }

  /** Sends bytes as they are. */
  send(bytes: Uint8Array): Promise<void> {
    const out = this.#line?.out;
    if (!out) throw new Error('the gun is unplugged');
    return new Promise((resolve, reject) => {
      out.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Pulls the cable: the tty is gone when this resolves. */
  async unplug(): Promise<void> {
    const line = this.#line;
    if (!line) return;
    this.#line = null;
    line.socat.kill('SIGTERM');
    await line.ended;
    line.in.destroy();
    line.out.destroy();
    this.#removeLinks();
  }

  /** Plugs the same gun in again: the tty is there when this resolves. */
  async replug(): Promise<void> {
    if (this.#line) throw new Error('the gun is plugged in');
    this.#removeLinks();
    const ends = [this.path, this.#farPath].map((link) => `pty,raw,echo=0,link=${link}`);
    const socat = spawn('socat', ends, { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = new Promise<void>((resolve) => {
      socat.once('exit', () => resolve());
      socat.once('error', () => resolve());
    });
    await this.#linksMade(socat);
    const line: Line = { socat, ended, out: createWriteStream(this.#farPath, { flags: 'w' }), in: createReadStream(this.#farPath) };
    // The pulled cable shows as an error on the streams: expected, and told to the sender by the failed write.
    line.out.on('error', () => {});
    line.in.on('error', () => {});
    line.in.on('data', (piece) => {
      this.onHeard(Buffer.from(piece));
      this.#heard = Buffer.concat([this.#heard, Buffer.from(piece)]).subarray(-MAX_HEARD_BYTES);
    });
    this.#line = line;
  }

  async #linksMade(socat: ChildProcess): Promise<void> {
    const limitMs = performance.now() + PLUG_LIMIT_MS;
    while (!existsSync(this.path) || !existsSync(this.#farPath)) {
      if (socat.exitCode !== null || socat.pid === undefined) throw new Error('socat did not start: is it installed?');
      if (performance.now() > limitMs) {
        socat.kill('SIGKILL');
        throw new Error('socat made no tty');
      }
      await sleep(5);
    }
  }

  /** socat leaves its links behind when it is killed. */
  #removeLinks(): void {
    for (const link of [this.path, this.#farPath]) rmSync(link, { force: true });
  }
}

type Line = { readonly socat: ChildProcess; readonly ended: Promise<void>; readonly out: WriteStream; readonly in: ReadStream };
