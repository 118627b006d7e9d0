import type { Cancel, Clock } from '../basics/clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import type { Acquirer } from './acquirer.ts';
import { CONDUCTS, type Conduct, HONEST } from './conduct.ts';
import { ENTITY_BOMB } from './exchange.ts';
import type { FaultPlan } from './faults.ts';
import type { Notice } from './notice.ts';
import { isLoopbackHttp } from './notify-url.ts';
import { parseRequest } from './parse.ts';

export type PostReply = { readonly status: number; readonly body: string };

/** Posts one message as `text/xml`. `answered` is called once, with null when nothing comes; never after the cancel. */
export type Post = (url: string, body: string, answered: (reply: PostReply | null) => void) => Cancel;

export type NotifierParts = {
  readonly acquirer: Acquirer;
  readonly faults: FaultPlan; // its faults of the call `notification` strike one attempt each
  readonly clock: Clock;
  readonly post: Post;
  readonly timeFactor?: number; // stretches or shortens the waits between attempts
};

/** Waits before the next attempt, in seconds: 24 h 4 min in all. Source: WeChat Pay v2, payment notification. */
const RETRIES_S = [15, 15, 30, 180, 600, 1_200, 1_800, 1_800, 1_800, 3_600, 10_800, 10_800, 10_800, 21_600, 21_600];

/** Source: as above. */
const DEADLINE_MS = 5_000;

/** Delivery is not promised; with more than these on their way, a further one is dropped. */
const MAX_PENDING = 1_000;

/**
 * Posts what the acquirer has to tell to the address that the order named, again and again until it is taken. Only this machine is ever
 * posted to: an order may name any host. What is on its way is forgotten with the process.
 *
 * @returns stops it
 */
export function startNotifier({ acquirer, faults, clock, post, timeFactor = 1 }: NotifierParts): Cancel {
  const underWay = new Set<Cancel>();
  let pending = 0;

  const cancelNotices = acquirer.onNotice((notice) => {
    if (!isLoopbackHttp(notice.url) || pending >= MAX_PENDING) {
      note(notice, null, 'not_posted');
      return;
    }
    pending += 1;
    later(0, () => attempt(notice, 0));
  });

  function attempt(notice: Notice, made: number): void {
    const isDown = faults.line() === 'down';
    const fault = isDown ? null : faults.take('notification');
    if (fault?.kind === 'never_sent') {
      pending -= 1;
      note(notice, fault, 'not_posted');
      return;
    }
    const conduct = fault ? CONDUCTS[fault.kind] : HONEST;
    const body = isDown ? null : bodyOf(conduct, () => acquirer.writeNotice(notice, conduct.forges));
    let isTaken = false;
    let open = fault?.kind === 'duplicate' ? 2 : 1;
    function ended(answer: string): void {
      note(notice, fault, answer);
      open -= 1;
      isTaken ||= answer === 'SUCCESS';
      if (open === 0) settle(notice, made, isTaken);
    }
    later(conduct.waits === 'before' ? (fault?.delayMs ?? 0) : 0, () => {
      for (let copies = open; copies > 0; copies -= 1) body === null ? ended('cut') : postOnce(notice.url, body, ended);
    });
  }

  function settle(notice: Notice, made: number, isTaken: boolean): void {
    const waitS = RETRIES_S[made];
    if (isTaken || waitS === undefined) pending -= 1;
    else later(waitS * 1_000 * timeFactor, () => attempt(notice, made + 1));
  }

  function postOnce(url: string, body: string, ended: (answer: string) => void): void {
    const cancels: Cancel[] = [];
    function end(reply: PostReply | null): void {
      cancel();
      ended(judge(reply));
    }
    function cancel(): void {
      underWay.delete(cancel);
      for (const stop of cancels) stop();
    }
    underWay.add(cancel);
    cancels.push(
      clock.after(DEADLINE_MS, () => end(null)),
      post(url, body, end),
    );
  }

  function later(delayMs: number, act: () => void): void {
    const cancelWait = clock.after(delayMs, () => {
      underWay.delete(cancelWait);
      act();
    });
    underWay.add(cancelWait);
  }

  function note({ orderNo }: Notice, fault: Fault | null, answer: string): void {
    faults.note({ call: 'notification', orderNo, fault: fault?.kind ?? null, answer });
  }

  return () => {
    cancelNotices();
    for (const cancel of [...underWay]) cancel();
    underWay.clear();
  };
}

/** What is posted; null when the fault leaves nothing to post, and the attempt counts as failed. */
function bodyOf({ acts, delivers }: Conduct, write: () => string): string | null {
  if (!acts) return null;
  if (delivers === 'entities') return ENTITY_BOMB;
  const body = write();
  if (delivers === 'half') return body.slice(0, body.length / 2);
  return delivers === 'answer' ? body : null;
}

/** Taken only by the reply as it is documented, nothing around it; clients in wide use declare it as XML and leave `return_msg` away, so that is taken too. */
function judge(reply: PostReply | null): string {
  if (!reply) return 'nothing';
  if (reply.status !== 200) return `HTTP ${reply.status}`;
  const message = parseRequest(Buffer.from(reply.body));
  if (!message.ok || !/^(?:<\?xml[^>]*\?>\s*)?<xml>.*<\/xml>$/s.test(reply.body)) return 'refused';
  const { return_code, return_msg = 'OK', ...more } = Object.fromEntries(message.value);
  return return_code === 'SUCCESS' && return_msg === 'OK' && Object.keys(more).length === 0 ? 'SUCCESS' : 'refused';
}
