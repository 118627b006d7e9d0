import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { moneyText } from '../../text/amount-text.ts';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import type { RecordActionProps } from '../records/record-actions.ts';
import { go } from '../route.ts';
import { useKey } from '../use-key.ts';

/** From the record of a charge to giving it back. One that took nothing has nothing to give. */
export function RefundAction({ detail: { charge, refunds }, text }: RecordActionProps) {
  const words = refundTextIn(text.locale);
  const back = refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
  const isOff = charge.status !== 'paid' || back >= charge.amount;
  const open = () => {
    if (!isOff) go('refunds', charge.id);
  };
  useKey('F9', open);
  return (
    <Button size="small" icon={<Icon name="undo" />} keyCap="F9" isOff={isOff} onPress={open}>
      {charge.status !== 'paid'
        ? words.find.heard.not_paid.what
        : isOff
          ? words.sale.nothingLeft
          : `${words.open} ${words.sale.left(moneyText(charge.amount - back, charge.currency))}`}
    </Button>
  );
}
