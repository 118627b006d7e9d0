import { expect, test } from 'vitest';
import type { ScannerView } from '../../src/contract/view.ts';
import { type ScannerNews, scannerNews } from './scanner-news.ts';

const cases: readonly (readonly [string, readonly ScannerView['status'][], ScannerNews])[] = [
  ['none at all', [], { kind: 'none' }],
  ['one that reads', ['ready'], { kind: 'ready' }],
  ['two that read', ['ready', 'ready'], { kind: 'ready' }],
  ['one reads, one is pulled out', ['ready', 'gone'], { kind: 'some', ready: 1, all: 2 }],
  ['one reads, one does not open', ['failed', 'ready'], { kind: 'some', ready: 1, all: 2 }],
  ['two read, one is pulled out, one is being opened', ['ready', 'gone', 'opening', 'ready'], { kind: 'some', ready: 2, all: 4 }],
  ['one reads, one is being opened', ['ready', 'opening'], { kind: 'ready' }],
  ['the only one is pulled out', ['gone'], { kind: 'gone' }],
  ['one pulled out, the other does not open', ['failed', 'gone'], { kind: 'gone' }],
  ['the only one does not open', ['failed'], { kind: 'failed' }],
  ['being opened', ['opening', 'opening'], { kind: 'opening' }],
];

test.each(cases)('%s', (_story, statuses, news) => {
  expect(scannerNews(statuses.map((status) => ({ status })))).toEqual(news);
});
