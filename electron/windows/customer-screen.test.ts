import type { BrowserWindow, Rectangle } from 'electron';
import { expect, test } from 'vitest';
import { keepCustomerScreen } from './customer-screen.ts';

const CASHIERS = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } };
const CUSTOMERS = { id: 2, bounds: { x: 1366, y: 0, width: 1024, height: 768 } };

function desk(displays: (typeof CASHIERS)[], isAsked = false) {
  let all = displays;
  const listeners: (() => void)[] = [];
  const open: Rectangle[] = [];
  const kept = keepCustomerScreen({
    screen: { getAllDisplays: () => all, getPrimaryDisplay: () => CASHIERS, on: (_event, listener) => listeners.push(listener) },
    isAsked,
    open(bounds) {
      open.push(bounds);
      return { destroy: () => void open.splice(open.indexOf(bounds), 1) } as unknown as BrowserWindow;
    },
  });
  function plug(next: (typeof CASHIERS)[]): void {
    all = next;
    for (const listener of listeners) listener();
  }
  return { kept, open, plug };
}

test('on the second screen, wherever it stands in the list', () => {
  expect(desk([CUSTOMERS, CASHIERS]).open).toEqual([CUSTOMERS.bounds]);
});

test('with one screen there is none, unless it was asked for', () => {
  const { open, kept } = desk([CASHIERS]);
  expect([open, kept.window()]).toEqual([[], null]);
  expect(desk([CASHIERS], true).open).toEqual([CASHIERS.bounds]);
});

test('it comes with the screen, goes with it, and comes back', () => {
  const { open, plug, kept } = desk([CASHIERS]);
  plug([CASHIERS, CUSTOMERS]);
  expect(open).toEqual([CUSTOMERS.bounds]);
  plug([CASHIERS]);
  expect([open, kept.window()]).toEqual([[], null]);
  plug([CASHIERS, CUSTOMERS]);
  expect(open).toEqual([CUSTOMERS.bounds]);
});

test('one that was asked for moves over to the second screen', () => {
  const { open, plug } = desk([CASHIERS], true);
  plug([CASHIERS, CUSTOMERS]);
  expect(open).toEqual([CUSTOMERS.bounds]);
});

test('a screen that only says something again leaves the window alone; a turned one does not', () => {
  const { open, plug, kept } = desk([CASHIERS, CUSTOMERS]);
  const first = kept.window();
  plug([CASHIERS, CUSTOMERS]);
  expect(kept.window()).toBe(first);
  const turned = { ...CUSTOMERS, bounds: { x: 1366, y: 0, width: 768, height: 1024 } };
  plug([CASHIERS, turned]);
  expect(open).toEqual([turned.bounds]);
});
