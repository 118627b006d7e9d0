import { expect, test } from 'vitest';
import { pair } from './pair.ts';

const BODY = { code: '407127', name: '顾客屏' };

function host(answer: () => Response): typeof fetch {
  return (async () => answer()) as typeof fetch;
}

test('the right digits give the page its key', async () => {
  const sent: unknown[] = [];
  const fetch = (async (path: string, init: RequestInit) => {
    sent.push([path, init.method, JSON.parse(String(init.body))]);
    return Response.json({ pageKey: 'key-1' }, { status: 201 });
  }) as typeof globalThis.fetch;
  expect(await pair(fetch, BODY)).toEqual({ ok: true, pageKey: 'key-1' });
  expect(sent).toEqual([['/display/v1/pair', 'POST', BODY]]);
});

test('wrong digits: how long to wait', async () => {
  const wrong = host(() => Response.json({ ok: false, code: 'wrong_code', waitMs: 60_000 }, { status: 403 }));
  expect(await pair(wrong, BODY)).toEqual({ ok: false, code: 'wrong_code', waitMs: 60_000 });
});

test('nobody there, or somebody else: no answer, and no wait', async () => {
  const nobody = host(() => {
    throw new TypeError('refused');
  });
  expect(await pair(nobody, BODY)).toEqual({ ok: false, code: 'no_answer', waitMs: 0 });
  const other = host(() => new Response('<html>', { status: 502 }));
  expect(await pair(other, BODY)).toMatchObject({ code: 'no_answer' });
});
