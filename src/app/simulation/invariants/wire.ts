import { type Finding, factsOf, type Invariant } from './invariant.ts';

/** No order is undone before the acquirer allows it, counted from its submission. */
export const nothingUndoneTooSoon: Invariant = (history) => {
  const sentMs = new Map<string, number>();
  const found: Finding[] = [];
  for (const { path, orderNo, atMs } of factsOf(history, 'sent')) {
    if (path === '/pay/micropay' || (path === '/pay/unifiedorder' && !sentMs.has(orderNo))) sentMs.set(orderNo, atMs);
    const afterMs = atMs - (sentMs.get(orderNo) ?? Number.NEGATIVE_INFINITY);
    if (path === '/secapi/pay/reverse' && afterMs < history.times.reverseDelayMs)
      found.push({ about: orderNo, sentence: `${orderNo} was reversed ${afterMs} ms after it was sent` });
    if (path === '/pay/closeorder' && afterMs < history.times.closeDelayMs)
      found.push({ about: orderNo, sentence: `${orderNo} was closed ${afterMs} ms after it was placed` });
  }
  return found;
};

/** Once a submission may have left, it never leaves again: not to the other host, not on another connection, not after a restart. */
export const submittedOnce: Invariant = (history) => {
  const hosts = new Map<string, string>();
  const found: Finding[] = [];
  for (const { path, orderNo, host } of factsOf(history, 'sent')) {
    if (path !== '/pay/micropay') continue;
    const before = hosts.get(orderNo);
    if (before !== undefined) found.push({ about: orderNo, sentence: `${orderNo} was submitted to ${before}, and again to ${host}` });
    hosts.set(orderNo, host);
  }
  return found;
};

/** No payment code goes out under two order numbers. */
export const codeUnderOneNumber: Invariant = (history) => {
  const orders = new Map<number, string>();
  const found: Finding[] = [];
  for (const { code, orderNo } of factsOf(history, 'sent')) {
    if (code === null) continue;
    const before = orders.get(code) ?? orderNo;
    if (before !== orderNo) found.push({ about: orderNo, sentence: `code ${code} was submitted for ${before}, and for ${orderNo}` });
    orders.set(code, before);
  }
  return found;
};

/** No payment code goes out later than its validity after it was shown to the terminal. */
export const codeStillValid: Invariant = (history) => {
  const shownMs = new Map<number, number>();
  const found: Finding[] = [];
  for (const fact of history.facts) {
    if (fact.kind === 'scanned') shownMs.set(fact.code, fact.atMs);
    if (fact.kind !== 'sent' || fact.code === null) continue;
    const ageMs = fact.atMs - (shownMs.get(fact.code) ?? fact.atMs);
    if (ageMs > history.times.codeValidityMs)
      found.push({ about: fact.orderNo, sentence: `${fact.orderNo} was submitted with a code that was scanned ${ageMs} ms before` });
  }
  return found;
};

/** The order number is on the disk before the first byte leaves. */
export const durableBeforeSent: Invariant = (history) =>
  factsOf(history, 'sent')
    .filter(({ isDurable }) => !isDurable)
    .map(({ orderNo, path }) => ({ about: orderNo, sentence: `${path} left for ${orderNo}, which the journal does not have` }));
