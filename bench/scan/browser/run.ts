// Its own program, because it is typed with a browser's names: node bench/scan/browser/run.ts [runs]
import { loadavg } from 'node:os';
import { show } from '../../parts/report.ts';
import { firstCodes } from './first-code.ts';

const table = await firstCodes(Number(process.argv[2] ?? 12));
process.stdout.write(`${show(table)}\nload ${loadavg()[0]?.toFixed(1)}\n`);
