import { useState } from 'react';
import type { PhoneAction, WalletView } from '../../src/contract/sandbox.ts';
import { Button } from '../components/button.tsx';
import { yuan } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { BalanceField } from './balance-field.tsx';
import { Choice } from './choice.tsx';
import { PasteField } from './paste-field.tsx';
import styles from './practice.module.css';
import type { ScanRefusal } from './scanned.ts';
import type { Act, Scan } from './use-phone.ts';

/** Limits above which the password is asked, in fen. The middle one is WeChat's own; the last is more than any charge of a practice. */
const ALWAYS = 0;
const USUAL = 100_000;
const NEVER = 100_000_000;

type PracticeProps = { readonly view: WalletView; readonly act: Act; readonly scan: Scan; readonly text: PhoneText };

/** What the person who plays the customer can change. */
export function Practice({ view, act, scan, text }: PracticeProps) {
  const [told, setTold] = useState('');
  const [refusal, setRefusal] = useState<ScanRefusal | null>(null);
  const words = text.practice;

  async function change(action: PhoneAction): Promise<void> {
    setTold((await act(action)) ? '' : words.failed);
  }

  async function copy(): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(view.code.authCode).then(
      () => true,
      () => false,
    );
    setTold(isCopied ? words.copied : words.notCopied);
  }

  const limits: readonly (readonly [number, string])[] = [
    [ALWAYS, words.always],
    [USUAL, words.above('1000')],
    [NEVER, words.never],
  ];
  const isOwnLimit = !limits.some(([limit]) => limit === view.passwordAbove);
  const options = isOwnLimit ? limits.with(1, [view.passwordAbove, words.above(yuan(view.passwordAbove))]) : limits;
  return (
    <div className={styles.practice}>
      <div className={styles.settings}>
        <Choice
          label={words.network}
          note={words.networkNote}
          options={[
            ['on', words.networkOn],
            ['off', words.networkOff],
          ]}
          chosen={view.network}
          onChoose={(network) => void change({ kind: 'network', network })}
        />
        <BalanceField balanceFen={view.balanceFen} text={text} onSet={(balanceFen) => void change({ kind: 'balance', balanceFen })} />
        <div className={styles.wide}>
          <Choice
            label={words.password}
            note={words.passwordNote}
            options={options}
            chosen={view.passwordAbove}
            onChoose={(fen) => void change({ kind: 'password_above', fen })}
          />
        </div>
        <div className={styles.wide}>
          <PasteField
            label={words.link}
            example="https://…"
            word={text.scan.open}
            note={refusal ? text.scan.not[refusal].what : words.linkNote}
            isRefused={refusal !== null}
            onOpen={(content) => void scan(content).then(setRefusal)}
          />
        </div>
      </div>
      <div className={styles.deeds}>
        <Button size="small" onPress={() => void change({ kind: 'renew_code' })}>
          {words.renew}
        </Button>
        <Button size="small" onPress={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <p className={styles.told} role="status">
        {told}
      </p>
    </div>
  );
}
