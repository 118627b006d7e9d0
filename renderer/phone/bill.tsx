import { useMemo, useState } from 'react';
import { Button } from '../components/button.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { linearSymbol } from './bar-code.ts';
import styles from './bill.module.css';
import { SymbolDrawing } from './symbol-drawing.tsx';

const QUIET = 10;

type BillProps = { readonly orderNo: string; readonly transactionId: string; readonly text: PhoneText };

/** The foot of the customer's bill: both numbers, and the merchant's as a bar code, for the till to find the payment by. */
export function Bill({ orderNo, transactionId, text }: BillProps) {
  const [told, setTold] = useState('');
  const symbol = useMemo(() => linearSymbol(orderNo), [orderNo]);
  const words = text.bill;

  async function copy(): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(orderNo).then(
      () => true,
      () => false,
    );
    setTold(isCopied ? words.copied : text.practice.notCopied);
  }

  return (
    <div className={styles.bill}>
      <dl>
        <dt>{words.transaction}</dt>
        <dd>{transactionId}</dd>
        <dt>{words.order}</dt>
        <dd>{orderNo}</dd>
      </dl>
      <SymbolDrawing name="linear" symbol={symbol} label={words.barcode} modulePx={1} quiet={QUIET} barsPx={56} />
      <Button size="small" onPress={() => void copy()}>
        {words.copy}
      </Button>
      <p role="status">{told}</p>
    </div>
  );
}
