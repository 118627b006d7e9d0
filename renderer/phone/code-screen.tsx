import { useMemo } from 'react';
import type { WalletView } from '../../src/contract/sandbox.ts';
import { Icon } from '../components/icon.tsx';
import { yuan } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { type CodeSymbol, squareSymbol } from './bar-code.ts';
import styles from './code-screen.module.css';
import { Countdown } from './countdown.tsx';
import type { PhoneState } from './phone-state.ts';
import { SymbolDrawing } from './symbol-drawing.tsx';

/** With its quiet zone as wide as the card on a phone of 360 px; 0.5 mm a module on a till's glass. Enlarged it is at least 3. */
const LINEAR_MODULE_PX = 2;
const SQUARE_MODULE_PX = 8;

type CodeScreenProps = {
  readonly state: PhoneState;
  readonly view: WalletView;
  readonly linear: CodeSymbol;
  readonly clock: () => number;
  readonly text: PhoneText;
  readonly onEnlarge: () => void;
  readonly onPayments: () => void;
};

/** The payment code, and what the customer wants to know before paying. */
export function CodeScreen({ state, view, linear, clock, text, onEnlarge, onPayments }: CodeScreenProps) {
  const { authCode } = view.code;
  const square = useMemo(() => squareSymbol(authCode), [authCode]);
  const words = text.code;
  return (
    <div className={styles.screen}>
      <div className={styles.card}>
        <p className={styles.hint}>{words.hint}</p>
        <button type="button" className={styles.enlarge} aria-label={words.enlarge} onClick={onEnlarge}>
          <SymbolDrawing name="linear" symbol={linear} label={words.barcode} modulePx={LINEAR_MODULE_PX} quiet={10} barsPx={84} />
          <span className={styles.zoom}>
            <Icon name="ask" />
          </span>
        </button>
        <p className={styles.digits}>{`${authCode.slice(0, 4)} •••• •••• •• ${authCode.slice(-4)}`}</p>
        <SymbolDrawing name="square" symbol={square} label={words.qr} modulePx={SQUARE_MODULE_PX} quiet={2} />
        <Countdown state={state} clock={clock} text={text} />
      </div>
      {view.network === 'off' && (
        <p className={styles.offline}>
          <Icon name="offline" />
          {words.offline}
        </p>
      )}
      <ul className={styles.facts}>
        <li>
          <span>{words.tender}</span>
          <span>{`${words.balance} ¥${yuan(view.balanceFen)}`}</span>
        </li>
        {view.network === 'on' && (
          <li className={styles.network}>
            <span>{words.network}</span>
            <span>{text.practice.networkOn}</span>
          </li>
        )}
        <li>
          <button type="button" className={styles.more} onClick={onPayments}>
            <span>{words.payments}</span>
            <span>{words.paymentCount(view.payments.length)}</span>
          </button>
        </li>
      </ul>
    </div>
  );
}
