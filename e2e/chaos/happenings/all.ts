import type { Happening } from '../happening.ts';
import { cutLine } from './cut-line.ts';
import { deadCable, longDeadCable } from './dead-cable.ts';
import { fewHandles } from './few-handles.ts';
import { fullDisk } from './full-disk.ts';
import { kills } from './kills.ts';
import { readOnly } from './read-only.ts';
import { steppedClock } from './stepped-clock.ts';

/** Everything that can happen to a terminal here. */
export const HAPPENINGS: readonly Happening[] = [kills, fullDisk, readOnly, fewHandles, cutLine, deadCable, longDeadCable, steppedClock];
