import { FAULT_CALLS, FAULT_KINDS, type Fault } from '../../src/contract/sandbox.ts';
import type { FaultsText } from '../text/faults/faults-text.ts';
import styles from './fault-grid.module.css';

/** Calls that are answered with a signature. */
const SIGNED = [
  'micropay',
  'unifiedorder',
  'closeorder',
  'orderquery',
  'reverse',
  'refund',
  'refundquery',
  'authcodetoopenid',
  'notification',
] as const;
/** Calls that are answered: a notification is posted. */
const ANSWERED = FAULT_CALLS.filter((call) => call !== 'notification');
/** Faults that mean something for these calls only; every other one is for all. */
const ONLY: Readonly<Partial<Record<Fault['kind'], readonly Fault['call'][]>>> = {
  bad_signature: SIGNED, // a bill has none
  unsigned: SIGNED,
  wrong_amount: SIGNED,
  wrong_order: SIGNED,
  wrong_merchant: SIGNED,
  delay_after: ANSWERED,
  hang_before: ANSWERED,
  hang_after: ANSWERED,
  drop_after: ANSWERED,
  http_502: ANSWERED,
  http_502_after: ANSWERED,
  huge_answer: ANSWERED,
  error_code: ANSWERED,
  error_code_after: ANSWERED,
  return_fail: ANSWERED,
  not_exist: ['orderquery', 'closeorder', 'refundquery', 'downloadbill'],
  recall: ['reverse'],
  recall_after: ['reverse'],
  claimed: ['reverse', 'closeorder', 'refund'],
  no_funds: ['refund'],
  refund_closed: ['refund'],
  refund_abnormal: ['refund'],
  close_then_paid: ['closeorder'],
  duplicate: ['notification'],
  never_sent: ['notification'],
};

type FaultGridProps = { readonly text: FaultsText; readonly onPlant: (call: Fault['call'], kind: Fault['kind']) => void };

/** Every fault beside every call it can strike. */
export function FaultGrid({ text, onPlant }: FaultGridProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to
    <section className={styles.scroll} aria-label={text.expert.plant} tabIndex={0}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{text.expert.kind}</th>
            {FAULT_CALLS.map((call) => (
              <th key={call} scope="col">
                {call}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FAULT_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">
                {text.kinds[kind]} <code>{kind}</code>
              </th>
              {FAULT_CALLS.map((call) => (
                <td key={call}>
                  {(ONLY[kind] ?? [call]).includes(call) && (
                    <button type="button" aria-label={text.expert.plantOne(call, text.kinds[kind])} onClick={() => onPlant(call, kind)}>
                      +
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
