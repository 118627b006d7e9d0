import type { PrinterStatus, PrinterView } from '../../../src/contract/receipt.ts';
import { Icon } from '../../components/icon.tsx';
import { Light, type LightLook } from '../../components/light.tsx';
import type { PrintersText } from '../../text/printers/printers-text.ts';

type Weight = 'well' | 'soon' | 'not';

/** Whether it prints, prints for now, or does not. */
export const WEIGHTS: Readonly<Record<PrinterStatus, Weight>> = {
  unknown: 'well',
  ready: 'well',
  paper_near_end: 'soon',
  off: 'not',
  wrong_address: 'not',
  gone: 'not',
  forbidden: 'not',
  in_use: 'not',
  out_of_paper: 'not',
  cover_open: 'not',
  stuck: 'not',
  failed: 'not',
};

const LOOKS: Readonly<Record<Weight, LightLook>> = { well: 'ok', soon: 'warn', not: 'off' };

type PrinterLightProps = { readonly printers: readonly PrinterView[]; readonly words: PrintersText; readonly onPress: () => void };

/** Whether paper comes out; the worst of several printers is told. Without any there is no light. */
export function PrinterLight({ printers, words, onPress }: PrinterLightProps) {
  const worst = (['not', 'soon', 'well'] as const)
    .map((weight) => printers.find(({ status }) => WEIGHTS[status] === weight))
    .find((printer) => printer !== undefined);
  if (!worst) return null;
  const weight = WEIGHTS[worst.status];
  const waiting = printers.reduce((sum, printer) => sum + printer.waiting, 0);
  return (
    <Light look={LOOKS[weight]} icon={<Icon name="printer" />} onPress={onPress}>
      {weight !== 'well' ? words.states[worst.status].what : waiting > 1 ? words.lightWaiting(waiting) : words.light}
    </Light>
  );
}
