import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { fewFiles } from './few-files.ts';
import { type Env, mount } from './routes.ts';
import { expectProblem } from './test-host.ts';

test('a till that asks for more pages than can be made is told to come again, and is served when it does', async () => {
  const asked: ((made: Response) => void)[] = [];
  const page = () => new Promise<Response>((resolve) => void asked.push(resolve));
  const app = new Hono<Env>();
  mount(app, '', fewFiles([{ method: 'GET', path: '/report', handle: page }], 2));
  const [first, second] = [app.request('/report'), app.request('/report')];
  const third = await app.request('/report');
  await expectProblem(third, 503, 'too_many_files');
  expect(third.headers.get('retry-after')).toBe('2');
  asked[0]?.(new Response('page'));
  expect(await (await first).text()).toBe('page');
  const again = app.request('/report');
  expect(asked).toHaveLength(3);
  for (const made of asked.slice(1)) made(new Response('page'));
  expect([(await second).status, (await again).status]).toEqual([200, 200]);
});
