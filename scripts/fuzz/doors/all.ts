import type { Door } from '../door.ts';
import { configDoor } from './config.ts';
import { httpDoor } from './http.ts';
import { journalDoor } from './journal.ts';
import { sandboxDoor } from './sandbox.ts';
import { scannerDoor } from './scanner.ts';
import { tillDoor } from './till.ts';
import { windowDoor } from './window.ts';
import { xmlDoor } from './xml.ts';

/** Every door that bytes of others come in by. */
export const DOORS: readonly Door[] = [xmlDoor, scannerDoor, tillDoor, windowDoor, httpDoor, configDoor, journalDoor, sandboxDoor];

/** Doors that are not built yet; each becomes a line of the table above with its room. */
export const NOT_BUILT: Readonly<Record<string, string>> = {
  bill: "the acquirer's bill (CSV): nothing reads it before there is a reconciliation",
};
