import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import { chargeId, created } from './entries.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './sqlite-journal.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-durable-'));
  file = join(folder, 'journal.sqlite');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function open(): Journal {
  const opened = openJournal(file, { clock: new HandClock(), log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** A process that appends charges 1, 2, … in pairs of entries and prints each number once `append` returned for it. */
function appending(charges: number): string {
  const at = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  return `import { openJournal } from ${at('./sqlite-journal.ts')};
    import { created, changed, PAID } from ${at('./entries.ts')};
    import { writeSync } from 'node:fs';
    const opened = openJournal(${JSON.stringify(file)}, { clock: { after: () => () => {} }, log: { write() {} } });
    for (let n = 1; n <= ${charges}; n += 1) {
      try {
        opened.value.append([created(n), changed(n, PAID)]);
      } catch (error) {
        writeSync(1, 'failed ' + n + ' ' + error.message + '\\n');
        process.exit(0);
      }
      writeSync(1, n + '\\n');
    }`;
}

const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

describe('the journal outlives its process', () => {
  it('kill -9 in the middle of appending loses nothing that append returned for, and halves nothing', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', appending(1_000_000)]);
    const exited = once(child, 'exit');
    let returnedFor = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      returnedFor = Number(line);
      if (returnedFor === 300) child.kill('SIGKILL');
    }
    await exited;

    const journal = open();
    expect(returnedFor).toBeGreaterThanOrEqual(300);
    expect(journal.charge(chargeId(returnedFor))?.state.status).toBe('paid');
    expect(journal.takingsSince(0, 'CNY').paidCount * 2).toBe(journal.lastSeq());
    expect(journal.openCharges()).toEqual([]);
    journal.close();
  });

  // A limit on the size of files is the full disk that needs no other machine: writes beyond it fail.
  it.skipIf(process.platform === 'win32')('a full disk makes append throw, keeps all or nothing, and heals with room', () => {
    const limited = 'ulimit -f "$1"; shift; exec "$@"';
    const blocks = '300';
    const arguments_ = ['-c', limited, 'bash', blocks, process.execPath, '--input-type=module', '-e', appending(100_000)];
    const { stdout } = spawnSync('bash', arguments_, { encoding: 'utf8' });
    const failure = /failed (\d+) (.*)/.exec(stdout);
    const failedAt = Number(failure?.[1]);
    expect(failure?.[2]).toMatch(/full|I\/O/);

    const journal = open();
    expect(journal.lastSeq()).toBe((failedAt - 1) * 2);
    expect(journal.charge(chargeId(failedAt))).toBeNull();
    expect(journal.charge(chargeId(failedAt - 1))?.state.status).toBe('paid');
    expect(journal.append([created(failedAt)])).toBe(failedAt * 2 - 1);
    journal.close();
  });

  it.skipIf(!canTrace)('each append waits for the disk, exactly once', () => {
    const trace = join(folder, 'trace');
    const program = [process.execPath, '--input-type=module', '-e', appending(20)];
    spawnSync('strace', ['-f', '-e', 'trace=fdatasync,fsync,write', '-o', trace, ...program]);
    // What stands between two printed numbers is one append. The first starts the log, so it is not counted.
    const appends = readFileSync(trace, 'utf8')
      .split(/write\(1, "\d+\\n"/)
      .slice(1, -1);
    expect(appends).toHaveLength(19);
    expect(appends.map((calls) => calls.match(/(?:fdatasync|fsync)\(/g)?.length)).toEqual(Array(19).fill(1));
  });
});
