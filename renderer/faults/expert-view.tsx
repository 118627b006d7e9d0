import { useState } from 'react';
import type { Fault, FaultsView } from '../../src/contract/sandbox.ts';
import { Button } from '../components/button.tsx';
import type { FaultsText } from '../text/faults/faults-text.ts';
import styles from './expert-view.module.css';
import { FaultGrid } from './fault-grid.tsx';
import field from './field.module.css';
import { LogTable } from './log-table.tsx';
import { NumberField } from './number-field.tsx';

/** Error codes that the documents name. */
const ERR_CODES = [
  'SYSTEMERROR',
  'BANKERROR',
  'USERPAYING',
  'AUTHCODEEXPIRE',
  'AUTH_CODE_ERROR',
  'AUTH_CODE_INVALID',
  'NOTENOUGH',
  'NOTSUPORTCARD',
  'TRADE_ERROR',
  'ORDERPAID',
  'ORDERCLOSED',
  'ORDERREVERSED',
  'BUYER_MISMATCH',
  'OUT_TRADE_NO_USED',
  'PARAM_ERROR',
  'NOAUTH',
  'SIGNERROR',
  'FREQUENCY_LIMITED',
] as const;

type ExpertViewProps = {
  readonly view: FaultsView | null;
  readonly text: FaultsText;
  readonly onPlant: (fault: Fault) => void;
  readonly onRemoveAll: () => void;
  readonly onLine: (line: FaultsView['line']) => void;
};

/** Every fault of every call, what is planted, and what was said on the wire. */
export function ExpertView({ view, text, onPlant, onRemoveAll, onLine }: ExpertViewProps) {
  const [times, setTimes] = useState(1);
  const [skip, setSkip] = useState(0);
  const [delayMs, setDelayMs] = useState(3_000);
  const [errCode, setErrCode] = useState<string>(ERR_CODES[0]);
  const words = text.expert;
  const planted = view?.faults ?? [];

  function plant(call: Fault['call'], kind: Fault['kind']): void {
    const isDelay = kind.startsWith('delay');
    const isError = kind.startsWith('error_code');
    onPlant({ call, kind, times, skip, delayMs: isDelay ? delayMs : 0, ...(isError ? { errCode } : {}) });
  }

  return (
    <main className={styles.view}>
      <section className={styles.plant}>
        <h2>{words.plant}</h2>
        <p className={styles.note}>{words.note}</p>
        <div className={styles.fields}>
          <NumberField label={words.times} value={times} min={1} max={1000} onChange={setTimes} />
          <NumberField label={words.skip} value={skip} min={0} max={1000} onChange={setSkip} />
          <NumberField label={words.delay} value={delayMs} min={0} max={120_000} onChange={setDelayMs} />
          <label className={field.field}>
            <span>{words.errCode}</span>
            <select value={errCode} onChange={(event) => setErrCode(event.target.value)}>
              {ERR_CODES.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          </label>
        </div>
        <FaultGrid text={text} onPlant={plant} />
      </section>

      <div className={styles.right}>
        <section className={styles.line} aria-label={text.line.up}>
          <strong>{view?.line === 'down' ? text.line.down : text.line.up}</strong>
          <Button
            size="small"
            look={view?.line === 'down' ? 'strong' : 'plain'}
            onPress={() => onLine(view?.line === 'down' ? 'up' : 'down')}
          >
            {view?.line === 'down' ? text.line.mend : text.line.cut}
          </Button>
        </section>
        <section className={styles.planted} aria-labelledby="planted">
          <header>
            <h2 id="planted">{words.planted(planted.length)}</h2>
            <Button size="small" isOff={planted.length === 0} onPress={onRemoveAll}>
              {words.removeAll}
            </Button>
          </header>
          {planted.length === 0 && <p className={styles.note}>{words.noneLeft}</p>}
          <ul>
            {planted.map((fault) => (
              <li key={fault.id}>
                <code>{fault.call}</code>
                <span>
                  <b>{text.kinds[fault.kind]}</b>
                  {fault.errCode ? ` ${fault.errCode}` : ''}
                  {fault.delayMs ? ` ${fault.delayMs} ms` : ''}
                </span>
                <span className={styles.tail}>
                  {fault.skip > 0 && `${words.skips(fault.skip)}　`}
                  {words.left(fault.left)}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className={styles.log}>
          <h2>{words.log}</h2>
          <LogTable log={view?.log ?? []} text={text} />
        </section>
      </div>
    </main>
  );
}
