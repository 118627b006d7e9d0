import type { TerminalView } from '../../src/contract/view.ts';

/** What is typed at this counter is of this currency. */
export function currencyOf({ store }: Pick<TerminalView, 'store'>): string {
  return store.currency ?? 'CNY';
}
