import type { FaultLogLine, FaultsView } from '../../src/contract/sandbox.ts';
import type { CustomerName } from '../text/faults/faults-text.ts';

/** One state of the page of faults, for pictures and for checks of contrast. Nothing in it is real. */
export type Story = {
  readonly name: string;
  readonly view: FaultsView;
  readonly phone: 'code' | 'password' | 'paid';
  readonly chosen?: CustomerName;
  readonly tab?: 'expert';
};

/** 22 November 2026, 14:32:39 wherever the picture is made. */
export const NOW = new Date(2026, 10, 22, 14, 32, 39).getTime();

function line(call: string, answer: string, seconds: number, fault: FaultLogLine['fault'] = null): FaultLogLine {
  return { atMs: NOW + seconds * 1000, call, orderNo: 'S2611221432080008813', fault, answer };
}

const CALM: FaultsView = { line: 'up', faults: [], log: [] };
const WAITING: FaultsView = {
  ...CALM,
  log: [line('orderquery', 'USERPAYING', 10), line('orderquery', 'USERPAYING', 5), line('micropay', 'USERPAYING', 0)],
};
const CUT: FaultsView = {
  ...CALM,
  faults: [{ id: 2, call: 'orderquery', kind: 'drop_before', times: 2, skip: 0, delayMs: 0, left: 1 }],
  log: [line('orderquery', 'cut', 5, 'drop_before'), line('micropay', 'cut', 0, 'drop_after')],
};
const PLANTED: FaultsView = {
  ...CUT,
  faults: [
    ...CUT.faults,
    { id: 3, call: 'micropay', kind: 'error_code', errCode: 'NOTENOUGH', times: 1, skip: 2, delayMs: 0, left: 1 },
    { id: 4, call: 'reverse', kind: 'recall', times: 3, skip: 0, delayMs: 0, left: 3 },
    { id: 5, call: 'micropay', kind: 'delay_after', times: 1, skip: 0, delayMs: 3000, left: 1 },
  ],
};

export const STORIES: readonly Story[] = [
  { name: 'calm', view: CALM, phone: 'code' },
  { name: 'password', view: WAITING, phone: 'password', chosen: 'password' },
  { name: 'cut', view: CUT, phone: 'paid', chosen: 'cut' },
  { name: 'shop-offline', view: { ...CALM, line: 'down' }, phone: 'code', chosen: 'shop_offline' },
  { name: 'expert', view: PLANTED, phone: 'code', tab: 'expert' },
];
