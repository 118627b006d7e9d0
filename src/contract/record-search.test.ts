import { expect, test } from 'vitest';
import { readSearch } from './record-search.ts';

const TILL = (start: string) => ({ kind: 'till_reference', start });

test.each([
  ['', []],
  ['   ', []],
  ['S2611221432080008813', [{ kind: 'number', number: 'S2611221432080008813' }, TILL('S2611221432080008813')]],
  ['4200002026112212345678901234', [{ kind: 'number', number: '4200002026112212345678901234' }, TILL('4200002026112212345678901234')]],
  ['8813', [{ kind: 'tail', tail: '8813' }, { kind: 'amount', fen: 881300 }, TILL('8813')]],
  ['255p', [{ kind: 'tail', tail: '255P' }, TILL('255p')]],
  ['128', [{ kind: 'amount', fen: 12800 }, TILL('128')]],
  ['128.5', [{ kind: 'amount', fen: 12850 }, TILL('128.5')]],
  ['¥1,280.05', [{ kind: 'amount', fen: 128005 }]],
  ['0.07', [{ kind: 'amount', fen: 7 }, TILL('0.07')]],
  ['14:32', [{ kind: 'time', hour: 14, minute: 32 }]],
  ['9：05', [{ kind: 'time', hour: 9, minute: 5 }]],
  ['29:05', [TILL('29:05')]],
  ['POS-77/3', [TILL('POS-77/3')]],
])('%j may mean %j', (text, meanings) => {
  expect(readSearch(text)).toEqual(meanings);
});
