import type { FindingText } from './finding-text.ts';

export const findingEn: FindingText = {
  group: 'Perhaps paid twice',
  note: 'Ask the customer: give back what was too much, or choose why both are right',
  helpRefund: 'Give back what was perhaps paid twice',
  evidence: {
    same_payer: (apart, amount) => `Same customer paid ${amount} ${apart}`,
    same_sale: (apart, amount) => `This sale was paid ${amount} ${apart}`,
    cash_and_wallet: (amount) => `This sale was settled in cash, then paid ${amount}`,
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
  giveBack: (amount) => `Give back ${amount}`,
  underway: 'Going back; it leaves this list when it has arrived',
  failed: 'It did not go back. Hold to try again',
  bothRight: 'Both are right:',
  reasons: {
    two_sales: 'Bought twice',
    for_another: 'Paid for somebody else',
    settled_otherwise: 'Given back by hand',
  },
};
