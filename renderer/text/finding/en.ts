import type { FindingText } from './finding-text.ts';

export const findingEn: FindingText = {
  group: 'Perhaps paid twice',
  note: 'Ask the customer: give back what was too much, or choose why both are right',
  helpRefund: 'Give back what was perhaps paid twice',
  evidence: {
    same_payer: (apart, yuan) => `Same customer paid ¥${yuan} ${apart}`,
    same_sale: (apart, yuan) => `This sale was paid ¥${yuan} ${apart}`,
    cash_and_wallet: (yuan) => `This sale was settled in cash, then paid ¥${yuan}`,
  },
  apart: {
    atOnce: 'just before',
    seconds: (count) => `${count} s before`,
    minutes: (count) => `${count} min before`,
  },
  next: 'Ask the customer; if so, give it back',
  earlier: 'First',
  later: 'Second',
  cash: 'Cash',
  giveBack: (yuan) => `Give back ¥${yuan}`,
  underway: 'Going back; it leaves this list when it has arrived',
  failed: 'It did not go back. Hold to try again',
  bothRight: 'Both are right:',
  reasons: {
    two_sales: 'Bought twice',
    for_another: 'Paid for somebody else',
    settled_otherwise: 'Given back by hand',
  },
};
