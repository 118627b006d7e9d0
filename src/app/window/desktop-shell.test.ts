import { expect, test } from 'vitest';
import { serveDesktopShell } from './desktop-shell.ts';

function open() {
  const said: unknown[] = [];
  let hear: (message: { readonly data: unknown }) => void = () => {};
  serveDesktopShell(
    {
      on: (_event, listener) => {
        hear = listener;
      },
      postMessage: (message) => said.push(message),
    },
    {
      host: { url: 'http://127.0.0.1:7710', windowTicket: () => 'a ticket', displayTicket: () => 'a display’s ticket' },
      practicePages: ['http://127.0.0.1:9/phone'],
    },
  );
  return { said, hear: (data: unknown) => hear({ data }) };
}

test('tells at once where the windows find it, and gives a ticket for each question', () => {
  const { said, hear } = open();
  hear({ kind: 'ticket', id: 7 });
  expect(said).toEqual([
    { kind: 'ready', url: 'http://127.0.0.1:7710', practicePages: ['http://127.0.0.1:9/phone'] },
    { kind: 'ticket', id: 7, ticket: 'a ticket' },
  ]);
});

test('the customers’ window gets a ticket that opens nothing else', () => {
  const { said, hear } = open();
  hear({ kind: 'ticket', id: 8, seat: 'display' });
  hear({ kind: 'ticket', id: 9, seat: 'manager' });
  expect(said.slice(1)).toEqual([{ kind: 'ticket', id: 8, ticket: 'a display’s ticket' }]);
});

test('a stop is what SIGTERM is', () => {
  const { hear } = open();
  let stopped = 0;
  const count = () => {
    stopped++;
  };
  process.once('SIGTERM', count);
  hear({ kind: 'stop' });
  process.off('SIGTERM', count);
  expect(stopped).toBe(1);
});

test.each([null, 'stop', { kind: 'ticket' }, { kind: 'ticket', id: 'x' }, { kind: 'reveal' }])('%j is passed over', (data) => {
  const { said, hear } = open();
  hear(data);
  expect(said).toHaveLength(1);
});
