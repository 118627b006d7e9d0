import { type Finding, factsOf, groupBy, type Invariant } from './invariant.ts';

/** Nothing in the journal is ever rewritten: in the end it holds each entry as it was written, in the order it was written, and nothing else. */
export const journalOnlyGrows: Invariant = (history) => {
  const kept = factsOf(history, 'kept');
  const found: Finding[] = [];
  kept.forEach(({ seq, orderNo, text }, index) => {
    if (seq !== index + 1) found.push({ about: orderNo, sentence: `entry ${seq} was written as the ${index + 1}th` });
    if (history.image[index] !== text) found.push({ about: orderNo, sentence: `entry ${seq} was written, and is another one now` });
  });
  if (history.image.length > kept.length)
    found.push({ about: 'the journal', sentence: `the journal has ${history.image.length} entries, and ${kept.length} were written` });
  return found;
};

/** One attempt of a till or a cashier is one charge, over all restarts. */
export const oneChargePerKey: Invariant = ({ ledger }) =>
  [...groupBy(ledger, ({ key }) => key)]
    .filter(([, charges]) => charges.length > 1)
    .map(([key, charges]) => ({ about: key, sentence: `${key} was asked for under one key and became ${charges.length} charges` }));

/** No payment code is ever on the disk. */
export const noCodeOnDisk: Invariant = (history) =>
  factsOf(history, 'kept')
    .filter(({ text }) => PAYMENT_CODE.test(text))
    .map(({ seq, orderNo }) => ({ about: orderNo, sentence: `a payment code is on the disk, in entry ${seq}` }));

const PAYMENT_CODE = /(?<!\d)1[0-5]\d{16}(?!\d)/;
