import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Clock } from '../basics/clock.ts';
import { PhoneAction } from '../contract/sandbox.ts';
import { actOnPhone, type DeedRefusal, type PhoneParts, walletView } from './phone.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** The view is sent this often even when nothing changed: a page that went away is noticed by it. */
const HEARTBEAT_MS = 15_000;

/** More open pages than this are a script gone wrong. */
const MAX_LISTENERS = 32;

const REFUSALS: Readonly<Record<DeedRefusal, string>> = {
  no_dialog: 'No password is asked for this order.',
  no_network: 'The phone has no network: nothing can be scanned or answered.',
  order_over: 'What was scanned is paid, closed or too old.',
  unknown_code: 'Nobody asks for money by that.',
};

export type PhoneApiParts = PhoneParts & { readonly clock: Clock };

/** The phone's API: what it shows as a stream, and what the customer does. */
export function createPhoneApi(parts: PhoneApiParts): Hono {
  const api = new Hono();
  let listenerCount = 0;

  api.get('/events', (context) => {
    if (listenerCount >= MAX_LISTENERS) return problem(context, 503, 'too_many_listeners', `${MAX_LISTENERS} pages are open already.`);
    listenerCount += 1;
    return streamSSE(context, async (stream) => {
      try {
        await showWallet(stream, parts);
      } finally {
        listenerCount -= 1;
      }
    });
  });

  api.post('/actions', async (context) => {
    const action = await readJson(context, PhoneAction);
    if (!action.ok) return action.error;
    const done = actOnPhone(parts, action.value);
    return done.ok ? context.json({ ok: true }) : problem(context, 409, done.error, REFUSALS[done.error]);
  });

  return api;
}

/** Sends the view at each change until the page goes away. The newest wins: a slow page is told less often, never more than it can read. */
async function showWallet(stream: SSEStreamingApi, parts: PhoneApiParts): Promise<void> {
  let isStale = true;
  let wake = () => {};
  function changed(): void {
    isStale = true;
    wake();
  }
  const cancels = [parts.wallet, ...parts.sources].map((one) => one.onChange(changed));
  stream.onAbort(() => wake());
  while (!stream.aborted && !stream.closed) {
    isStale = false;
    const view = walletView(parts);
    await stream.writeSSE({ event: 'wallet', data: JSON.stringify(view) });
    if (isStale || stream.aborted) continue;
    await new Promise<void>((resolve) => {
      const cancelWait = parts.clock.after(Math.min(HEARTBEAT_MS, view.code.renewsInMs), resolve);
      wake = () => {
        cancelWait();
        resolve();
      };
    });
  }
  for (const cancel of cancels) cancel();
}
