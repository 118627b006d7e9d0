import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Clock } from '../basics/clock.ts';
import { PhoneAction } from '../contract/sandbox.ts';
import { actOnPhone, type PhoneParts, type PhoneRefusal, walletView } from './phone.ts';
import { problem } from './problem.ts';
import { readJson } from './read-json.ts';

/** A comment line this often shows a proxy, and us, that the page is still there. */
const HEARTBEAT_MS = 15_000;

/** More open pages than this are a script gone wrong. */
const MAX_LISTENERS = 32;

const REFUSALS: Readonly<Record<PhoneRefusal, string>> = {
  no_dialog: 'No password is asked for this order.',
  no_network: 'The phone has no network: no dialog can be answered.',
};

/** The phone's API: what it shows as a stream, and what the customer does. */
export function createPhoneApi(parts: PhoneParts & { readonly clock: Clock }): Hono {
  const api = new Hono();
  let listenerCount = 0;

  api.get('/events', (context) => {
    if (listenerCount >= MAX_LISTENERS) return problem(context, 503, 'too_many_listeners', `${MAX_LISTENERS} pages are open already.`);
    listenerCount += 1;
    return streamSSE(context, async (stream) => {
      let wake = () => {};
      let isStale = true;
      const changed = () => {
        isStale = true;
        wake();
      };
      const cancels = [parts.book.onChange(changed), parts.wallet.onChange(changed)];
      stream.onAbort(() => wake());
      // The newest view wins: a slow page is told less often, never later than it can read.
      while (!stream.aborted && !stream.closed) {
        isStale = false;
        const view = walletView(parts);
        await stream.writeSSE({ event: 'wallet', data: JSON.stringify(view) });
        const isRenewalNext = view.code.renewsInMs < HEARTBEAT_MS;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (isStale || stream.aborted) resolve();
          cancels.push(parts.clock.after(Math.min(HEARTBEAT_MS, view.code.renewsInMs), isRenewalNext ? changed : () => wake()));
        });
        cancels.pop()?.();
      }
      for (const cancel of cancels) cancel();
      listenerCount -= 1;
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
