import { useEffect, useState } from 'react';
import type { Charge } from '../../src/contract/charge.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import type { Client } from '../client/client.ts';
import { Button } from '../components/button.tsx';
import { Drawer } from '../components/drawer.tsx';
import { Icon } from '../components/icon.tsx';
import { moneyText } from '../text/amount-text.ts';
import { refundTextIn } from '../text/refund/catalogue.ts';
import type { Advice, Text } from '../text/text.ts';
import styles from './charge-list.module.css';
import { ChargeList } from './charge-list.tsx';
import { currencyOf } from './currency-of.ts';
import { NumberSearch } from './inquiry/number-search.tsx';

type HistoryProps = {
  readonly view: TerminalView;
  readonly text: Text;
  readonly history: Client['history'];
  readonly advice: Advice | null; // about what was not done
  readonly onInquire: (text: string) => void;
  readonly onShow: (chargeId: string) => void;
  readonly onAsk: (chargeId: string) => void;
  readonly onRefund: (chargeId: string | null) => void; // null: of a sale that is looked for
  readonly onClose: () => void;
};

type Pages = { readonly kind: 'loading' | 'ready' | 'failed'; readonly charges: readonly Charge[]; readonly nextCursor: string | null };

/** The charges, newest first, page by page. What the view knows better of a charge replaces what the page said. */
export function HistoryDrawer({ view, text, history, advice, onInquire, onShow, onAsk, onRefund, onClose }: HistoryProps) {
  const [pages, setPages] = useState<Pages>({ kind: 'loading', charges: [], nextCursor: null });

  async function load(cursor: string | null, before: readonly Charge[]): Promise<void> {
    setPages({ kind: 'loading', charges: before, nextCursor: cursor });
    try {
      const page = await history(cursor);
      setPages({ kind: 'ready', charges: [...before, ...page.items], nextCursor: page.nextCursor });
    } catch {
      setPages({ kind: 'failed', charges: before, nextCursor: cursor });
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page once, when the drawer opens
  useEffect(() => void load(null, []), []);

  const charges = pages.charges.map((charge) => freshest(view, charge));
  const { today, store } = view;
  return (
    <Drawer
      title={text.lists.history}
      closeWord={text.lists.close}
      actions={
        <Button size="small" icon={<Icon name="undo" />} keyCap="F9" onPress={() => onRefund(null)}>
          {refundTextIn(text.locale).open}
        </Button>
      }
      onClose={onClose}
    >
      <NumberSearch words={text.inquiry} advice={advice} onInquire={onInquire} />
      {today.paidCount > 0 && (
        <p
          className={styles.note}
        >{`${text.lists.today}\u2002${text.lists.total(today.paidCount, moneyText(today.paidAmount, currencyOf(view)))}`}</p>
      )}
      {charges.length > 0 && <ChargeList {...{ charges, text, onShow, onAsk, onRefund }} timeZone={store.timeZone} hasDays />}
      {pages.kind === 'ready' && charges.length === 0 && <p className={styles.empty}>{text.lists.noHistory}</p>}
      {pages.kind === 'loading' && <p className={styles.empty}>{text.lists.loading}</p>}
      {pages.kind === 'failed' && (
        <div className={styles.empty}>
          <p>{text.lists.failed}</p>
          <Button onPress={() => void load(pages.nextCursor, pages.charges)}>{text.lists.again}</Button>
        </div>
      )}
      {pages.kind === 'ready' && pages.nextCursor !== null && (
        <Button onPress={() => void load(pages.nextCursor, pages.charges)}>{text.lists.more}</Button>
      )}
    </Drawer>
  );
}

function freshest(view: TerminalView, charge: Charge): Charge {
  const staged = view.stage.kind === 'charge' ? [view.stage.charge] : [];
  return [...staged, ...view.todo, ...view.recent].find(({ id }) => id === charge.id) ?? charge;
}
