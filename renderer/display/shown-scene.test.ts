import { expect, test } from 'vitest';
import type { DisplayView, Scene } from '../../src/contract/display.ts';
import { changesAt, nextSeen, sceneAt } from './shown-scene.ts';

const PAID: Scene = { kind: 'paid', amount: 100, currency: 'CNY', at: '2026-11-22T14:32:39+08:00' };
const QR: Scene = { kind: 'scan_qr', amount: 100, currency: 'CNY', content: 'weixin://', endsInMs: 5_000, validMs: 300_000 };

function view(scene: Scene, sceneId = 'sale-1'): DisplayView {
  return {
    store: { name: '人民路店', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
    mode: 'live',
    role: 'display',
    pictures: [],
    buttons: [],
    currency: 'CNY',
    scene,
    sceneId,
  };
}

function kindAt(seen: ReturnType<typeof nextSeen>, ms: number): string {
  return sceneAt(seen, ms).kind;
}

test('paid stays 12 s, then the page is idle by itself', () => {
  const seen = nextSeen(null, view(PAID), 1_000);
  expect([kindAt(seen, 12_999), kindAt(seen, 13_000)]).toEqual(['paid', 'idle']);
  expect(changesAt(seen)).toBe(13_000);
});

test('the same end told once more does not begin anew', () => {
  const again = nextSeen(nextSeen(null, view(PAID), 1_000), view(PAID), 9_000);
  expect(kindAt(again, 13_000)).toBe('idle');
});

test('the next sale ends the green at once, and its own green is a new one', () => {
  const first = nextSeen(null, view(PAID), 0);
  const second = nextSeen(first, view({ kind: 'show_code', amount: 5, currency: 'CNY' }, 'sale-2'), 3_000);
  expect(kindAt(second, 3_000)).toBe('show_code');
  expect(kindAt(nextSeen(second, view(PAID, 'sale-2'), 20_000), 31_999)).toBe('paid');
});

test('not paid is read for 8 s', () => {
  const seen = nextSeen(null, view({ kind: 'not_paid', amount: 100, currency: 'CNY', why: 'insufficient_funds' }), 0);
  expect([kindAt(seen, 7_999), kindAt(seen, 8_000)]).toEqual(['not_paid', 'idle']);
});

test('a QR whose time is over is gone before the terminal says so, and its amount stays', () => {
  const seen = nextSeen(null, view(QR), 1_000);
  expect(kindAt(seen, 5_999)).toBe('scan_qr');
  expect(sceneAt(seen, 6_000)).toEqual({ kind: 'working', amount: 100, currency: 'CNY' });
});

test('a QR counts from the newest view, so that a longer life is believed', () => {
  const seen = nextSeen(nextSeen(null, view(QR), 1_000), view(QR), 4_000);
  expect(kindAt(seen, 8_999)).toBe('scan_qr');
});

test('what waits for people changes only by the terminal', () => {
  expect(changesAt(nextSeen(null, view({ kind: 'password', amount: 1, currency: 'CNY', waitedMs: 0 }), 0))).toBeNull();
});
