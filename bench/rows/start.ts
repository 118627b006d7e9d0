import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../parts/bundle.ts';
import { interleaved, median, quantile, ratio } from '../parts/figures.ts';
import { certificates, MERCHANT } from '../parts/merchant.ts';
import { startProgram, stopProgram } from '../parts/processes.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';

/** The built core. */
export const CORE = path.join(import.meta.dirname, '../../out/core/run.js');

/**
 * From the start of a process to its line `ready`. The charge process is the composition root's own first phases: configuration
 * read and checked, data folder locked, journal open, unsettled charges taken up, and a terminal that takes a charge and
 * makes it durable. What loads behind it, in the core as here, is told beside it: the way to the acquirer, then the host.
 */
export async function start({ dir, isQuick }: Room): Promise<readonly Table[]> {
  if (!existsSync(CORE)) throw new Error('npm run build comes first');
  const empty = path.join(dir, 'empty.mjs');
  writeFileSync(empty, "import { writeSync } from 'node:fs';\nwriteSync(1, 'ready\\n');\nsetInterval(() => {}, 1000);\n");
  const chargeProcess = await bundle(path.join(import.meta.dirname, '../parts/charge-process.ts'));
  const { plain, full } = configurations(dir);
  const [live, careful, practice] = ['live', 'careful', 'practice'].map((name) => path.join(dir, name));
  for (const folder of [live, careful, practice]) mkdirSync(folder ?? '', { mode: 0o700 });
  const until =
    (line: 'ready' | 'line') =>
    (...args: (string | undefined)[]) =>
    async () => {
      const started = await startProgram(args.map(String), line);
      await stopProgram(started);
      return started.tookMs;
    };
  const program = until('ready');
  const contenders = {
    'empty Node': program(empty),
    'charge process': program(chargeProcess, plain, live),
    'charge process, own root and certificate': program(chargeProcess, full, careful),
    'charge process, way to the acquirer loaded': until('line')(chargeProcess, plain, live),
    'built core, sandbox, host listening': program(CORE, '--headless', '--port', '0', '--data', practice),
    'built core, live, host listening': program(CORE, '--headless', '--port', '0', '--config', plain, '--data', live),
  };
  await interleaved(contenders, 2); // makes the journals and the compile caches
  const took = await interleaved(contenders, isQuick ? 5 : 15);
  const node = took['empty Node'];
  const charging = took['charge process'];
  const ready = ['built core, sandbox, host listening', 'built core, live, host listening'] as const;
  return [
    {
      title: `start to ready, ${node.length} each (ms)`,
      columns: ['p50', 'p90', '× empty'],
      lines: Object.entries(took).map(([name, values]) => ({
        name,
        figures: [median(values), quantile(values, 0.9), ratio(values, node)],
      })),
      goals: [
        { what: 'charge process, × empty Node', reached: ratio(charging, node), wanted: { atMost: 1.6 }, unit: '' },
        ...ready.map((name) => ({ what: name, reached: median(took[name]), wanted: { atMost: 400 }, unit: ' ms' })),
      ],
    },
  ];
}

/** A live merchant as configured by hand, with and without certificates of his own. Nobody listens there. */
function configurations(dir: string): { readonly plain: string; readonly full: string } {
  const made = certificates();
  const at = (name: string) => path.join(dir, name);
  writeFileSync(at('ca.pem'), made.ca);
  writeFileSync(at('merchant.p12'), made.merchantP12);
  const gateway = { kind: 'wechat-v2', endpoints: ['https://localhost:9'], ...MERCHANT };
  const store = { name: '人民路店', terminalId: 'T01' };
  const certified = { ...gateway, ca: 'ca.pem', clientCert: { pfx: 'merchant.p12', passphrase: MERCHANT.mchId } };
  writeFileSync(at('plain.json'), JSON.stringify({ store, gateway }));
  writeFileSync(at('full.json'), JSON.stringify({ store, gateway: certified }));
  return { plain: at('plain.json'), full: at('full.json') };
}
