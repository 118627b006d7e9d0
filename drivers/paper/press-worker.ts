// The thread in which a page or a workbook is made: fonts of 17 MB and a second of drawing hold up no payment.
import { parentPort, workerData } from 'node:worker_threads';
import type { PressJob } from '../../src/report/press.ts';
import { pressed } from './press-job.ts';

parentPort?.postMessage('begun');
parentPort?.postMessage(await pressed(workerData as PressJob));
