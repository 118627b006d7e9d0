import { LONGEST_STANDING_MS } from '../standing.ts';
import { type Finding, factsOf, type Invariant, isEnd } from './invariant.ts';

/** When the trouble is over, every charge comes to an end by itself. */
export const everyChargeEnds: Invariant = ({ ledger }) =>
  ledger
    .filter(({ status }) => !isEnd(status))
    .map(({ orderNo, status }) => ({ about: orderNo, sentence: `${orderNo} never ended: it is still ${status}` }));

/** As long as a charge is open, the screen lists it. */
export const openChargesAreListed: Invariant = (history) =>
  factsOf(history, 'listed').flatMap(({ open, shown }) =>
    open
      .filter((orderNo) => !shown.includes(orderNo))
      .map((orderNo) => ({ about: orderNo, sentence: `${orderNo} is open, and the screen does not list it` })),
  );

/** Nothing lies on the counter: a charge leaves `submitting` and `queued` by itself, soon, and not only because somebody starts the terminal anew. */
export const nothingStandsStill: Invariant = (history) =>
  factsOf(history, 'stands')
    .filter(({ sinceMs }) => sinceMs > LONGEST_STANDING_MS)
    .map(({ orderNo, status }) => ({ about: orderNo, sentence: `${orderNo} has been ${status} for too long` }));

/** What is told as ended is durable. */
export const toldEndsAreDurable: Invariant = (history) =>
  factsOf(history, 'told')
    .filter(({ status, kept }) => isEnd(status) && kept !== status)
    .map(({ orderNo, status, kept }) => ({
      about: orderNo,
      sentence: `${orderNo} is told as ${status}, and the journal has ${kept ?? 'nothing'}`,
    }));

/** No end is ever taken back. */
export const endsAreFinal: Invariant = (history) => {
  const ended = new Map<string, string>();
  const found: Finding[] = [];
  for (const { orderNo, status } of factsOf(history, 'kept')) {
    const end = ended.get(orderNo);
    if (end && status !== end) found.push({ about: orderNo, sentence: `${orderNo} was ${end} and became ${status}` });
    if (isEnd(status)) ended.set(orderNo, status);
  }
  return found;
};

/** The program never throws. */
export const nothingThrows: Invariant = (history) =>
  factsOf(history, 'threw').map(({ message }) => ({ about: 'the terminal', sentence: `the terminal threw: ${message}` }));
