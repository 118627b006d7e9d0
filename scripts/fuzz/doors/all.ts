import type { Door } from '../door.ts';
import { billDoor } from './bill.ts';
import { configDoor } from './config.ts';
import { httpDoor } from './http.ts';
import { journalDoor } from './journal.ts';
import { noticeDoor } from './notice.ts';
import { sandboxDoor } from './sandbox.ts';
import { scannerDoor } from './scanner.ts';
import { tillDoor } from './till.ts';
import { windowDoor } from './window.ts';
import { wooshPayDoor } from './wooshpay.ts';
import { xmlDoor } from './xml.ts';

/** Every door that bytes of others come in by. */
export const DOORS: readonly Door[] = [
  xmlDoor,
  scannerDoor,
  tillDoor,
  windowDoor,
  httpDoor,
  configDoor,
  journalDoor,
  sandboxDoor,
  billDoor,
  noticeDoor,
  wooshPayDoor,
];
