import type { Stage, TerminalView } from '../../../src/contract/view.ts';
import { currencySign, moneyText, yuan, yuanDigits } from '../../text/amount-text.ts';
import { isOfferCharge } from '../charge-state.ts';
import { currencyOf } from '../currency-of.ts';
import { type Entry, totalOf } from '../entry.ts';
import type { StageAmount } from '../stage-panel.tsx';
import { settledScreen } from './good-ends.tsx';
import { keypadScreen, typedAmount } from './keypad.tsx';
import type { CounterProps, ScreenContent } from './screen-parts.tsx';
import { OFFER_SCREENS, SCREENS } from './screens.ts';

/** What the counter shows of a stage. */
export function contentOf(props: CounterProps, stage: Stage): ScreenContent {
  if (stage.kind === 'keypad') return keypadScreen(props);
  if (stage.settledWith) return settledScreen({ ...props, stage });
  const screens = isOfferCharge(stage.charge) ? OFFER_SCREENS : SCREENS;
  return screens[stage.charge.status]({ ...props, stage });
}

/** The large amount: what is typed, or the charge's. */
export function stageAmount(stage: Stage, entry: Entry, view: TerminalView): StageAmount {
  if (stage.kind === 'keypad') return typedAmount(entry, currencyOf(view));
  const { amount, currency } = stage.charge;
  return { figures: yuan(amount), digits: yuanDigits(amount), sign: currencySign(currency) };
}

/** The whole amount of what stands on the counter, with its sign. */
export function amountOf(stage: Stage, entry: Entry, view: TerminalView): string {
  return stage.kind === 'charge' ? moneyText(stage.charge.amount, stage.charge.currency) : moneyText(totalOf(entry), currencyOf(view));
}

/** What is being paid for, at the right of the label; the shop's own name says nothing there. */
export function aboutOf({ entry, text, view }: CounterProps, stage: Stage): string {
  if (stage.kind === 'keypad') return entry.items.length ? text.stage.items(entry.items.length + (entry.text ? 1 : 0)) : '';
  return stage.charge.description === view.store.name ? '' : stage.charge.description;
}
