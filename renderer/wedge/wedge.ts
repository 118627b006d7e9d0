import { type Key, readKey } from './keys.ts';
import { isGunsPace, isSlowGuns, SCAN_GAP_MS, streakFrom } from './pace.ts';

/** So many quick keys make a burst. Fewer happen to a person whose finger slides over two keys. */
const BURST_KEYS = 4;
/** So many keys make one at a slow gun's pace, which a hand reaches for a few keys but does not keep up. */
const SLOW_BURST_KEYS = 8;
/** A whole payment code waits this long for its Enter. */
const LONGEST_GAP_MS = 100;
/** Any other burst waits this long for more: seen in Chromium on a machine under full load. */
const BURST_PATIENCE_MS = 250;
/**
 * A code that was begun waits this long for its rest. A browser that stood still for longer than a third of a second was seen, and
 * Chromium on Windows stamps keys when it gets round to them: to the page such a code is a few keys, a long pause, and the rest at once.
 */
const STALL_MS = 1_000;
/** A key that may begin a burst is held back this long. Long enough to see the next key of a gun, too short for an eye. */
const HOLD_MS = 40;
/** Longer scans are cut: nobody reads more, and the contract takes no more. */
const MAX_SCAN_LENGTH = 128;

/** A payment code may claim keys that were taken for typing. The rule itself is the terminal's; this is its outline. */
const PAYMENT_CODE = /^1[0-5]\d{16}$/;
const PAYMENT_CODE_LENGTH = 18;
const BEGUN_CODE = /^1(?:[0-5]\d{0,15})?$/;

/**
 * What the screen does with a key: `typed` is a person's, act on it now; `held` may be a scanner's, do nothing, it is handed to
 * `onTyped` in a moment if it is a person's after all; `scan` belongs to a scanner and is nobody else's.
 */
export type Verdict = 'typed' | 'held' | 'scan';

/** When each key of a scan came, the closing one included, in ms since the first; and which one closed it. */
export type Rhythm = { readonly atMs: readonly number[]; readonly end: 'enter' | 'tab' | 'none' };

export type WedgeListener = {
  /**
   * A whole scan, its closing key removed, at most 128 characters. May be a payment code: never keep, show or log it.
   * @param held how many of its keys, the first ones, had been answered `held`
   */
  onScan(text: string, rhythm: Rhythm, held: number): void;
  /** A held key turned out to be a person's. Comes in the order of typing, and before any later key is `typed`. */
  onTyped(key: Key): void;
  /** The last so many keys given to `onTyped` were a scanner's after all: take them back. Rare: a slow gun, or a scan torn by a busy machine. */
  onRetract(count: number): void;
};

/** Calls back once after so many milliseconds. @returns what stops it */
export type After = (delayMs: number, callback: () => void) => () => void;

export type Wedge = {
  /** Takes each key that goes down, in order. For `held` and `scan` the screen prevents the default. */
  press(key: Key): Verdict;
  /** Forgets what is held: the window lost the focus. */
  reset(): void;
};

/** A key of the current run. `gapMs` since the one before it. */
type Stroke = { readonly key: Key; readonly text: string; readonly gapMs: number };

/**
 * Tells a keyboard scanner from a cashier by rhythm and content together.
 *
 * Keys are held back for 40 ms rather than shown and taken back: a digit too much in the amount, if only for a moment, or a paid
 * screen cleared by the first digit of a scan, is worse than a delay nobody sees. Taking back remains for what holding cannot decide:
 * a gun as slow as a quick hand, which only its steadiness gives away, and a machine that stood still inside the first keys of a scan,
 * which then must be a payment code to be believed.
 */
export function createWedge(listener: WedgeListener, after: After): Wedge {
  /** Keys that may belong together, oldest first: delivered ones, then held ones, or then the burst. */
  let run: Stroke[] = [];
  let delivered = 0;
  let burstFrom: number | null = null;
  let held = 0; // keys before the one that showed the burst
  let lastMs = Number.NEGATIVE_INFINITY;
  let endsUntilMs = Number.NEGATIVE_INFINITY; // until then a closing key still belongs to the scan before it
  let stopWaiting = (): void => {};

  function press(key: Key): Verdict {
    const read = readKey(key);
    if (read.kind === 'modifier') return 'typed';
    stopWaiting();
    const gapMs = key.timeStampMs - lastMs;
    lastMs = key.timeStampMs;
    if (gapMs > patienceMs()) endRun();
    if (read.kind === 'other' || key.repeat) {
      endRun();
      return 'typed';
    }
    return read.kind === 'end' ? pressEnd(key) : pressText({ key, text: read.text, gapMs });
  }

  function pressText(stroke: Stroke): Verdict {
    if (burstFrom === null && stroke.gapMs >= SCAN_GAP_MS) deliverHeld();
    if (burstFrom === null && delivered > MAX_SCAN_LENGTH) dropDelivered();
    if (run.length < MAX_SCAN_LENGTH * 2) run.push(stroke);
    // What is still held came fast: a slow key would have sent it on as typed.
    if (burstFrom === null && run.length - delivered >= BURST_KEYS) burstFrom = delivered;
    burstFrom ??= slowBurstFrom() ?? tornCodeFrom();
    if (burstFrom === null) {
      held = run.length;
      wait(HOLD_MS, deliverHeld);
      return 'held';
    }
    wait(patienceMs(), () => endRun());
    return 'scan';
  }

  function pressEnd(key: Key): Verdict {
    const { timeStampMs } = key;
    const isScan = burstFrom !== null;
    // A gun that ends by Enter twice, or whose Enter was late, presses no button either.
    const follows = run.length === 0 && timeStampMs <= endsUntilMs;
    endRun(key);
    if (!isScan && !follows) return 'typed';
    endsUntilMs = timeStampMs + BURST_PATIENCE_MS;
    return 'scan';
  }

  /** Closes the run: a scan is told, what is still held is a person's. */
  function endRun(end: Key | null = null): void {
    if (burstFrom === null) {
      deliverHeld();
      forget();
      return;
    }
    const from = beginOfScan(burstFrom);
    const text = textFrom(from).slice(0, MAX_SCAN_LENGTH);
    const rhythm = rhythmOf(run.slice(from, from + MAX_SCAN_LENGTH), end);
    const retract = Math.max(0, delivered - from);
    const answeredHeld = Math.max(0, held - from);
    // The closing key may be what the machine stood still before. Nobody has read what became of a scan within a second.
    endsUntilMs = (run.at(-1)?.key.timeStampMs ?? endsUntilMs) + STALL_MS;
    forget();
    if (retract > 0) listener.onRetract(retract);
    listener.onScan(text, rhythm, answeredHeld);
  }

  /** How long the run may pause. A whole payment code without suffix is not kept waiting; what may become one is. */
  function patienceMs(): number {
    if (burstFrom === null) return STALL_MS;
    const from = beginOfScan(burstFrom);
    // A single key, a pause, and a code that lacks its last: the gun's first key, or the cashier's "1" before a gun that stands still.
    const streak = streakFrom(gaps(), burstFrom);
    const isDoubtful = from === streak - 1 && BEGUN_CODE.test(textFrom(streak));
    if (PAYMENT_CODE.test(textFrom(from)) && !isDoubtful) return LONGEST_GAP_MS;
    return isBegun(burstFrom) ? STALL_MS : BURST_PATIENCE_MS;
  }

  /** Whether the burst, with or without keys that went ahead of it, is a payment code but for its end. */
  function isBegun(burst: number): boolean {
    for (let from = burst; from >= 0 && run.length - from < PAYMENT_CODE_LENGTH; from -= 1) {
      if (BEGUN_CODE.test(textFrom(from)) && isGunsFrom(from, burst)) return true;
    }
    return false;
  }

  /** The first keys may have gone ahead of the burst, after a pause or slower than it: where the scan begins. A payment code decides. */
  function beginOfScan(burst: number): number {
    const torn = run.length - PAYMENT_CODE_LENGTH;
    if (torn >= 0 && torn < burst && PAYMENT_CODE.test(textFrom(torn)) && isGunsFrom(torn, burst)) return torn;
    return PAYMENT_CODE.test(textFrom(burst)) ? burst : streakFrom(gaps(), burst);
  }

  /** A gun too slow for a burst is known by its steadiness. */
  function slowBurstFrom(): number | null {
    const from = streakFrom(gaps(), run.length - 1);
    return run.length - from >= SLOW_BURST_KEYS && isSlowGuns(gaps().slice(from + 1)) ? from : null;
  }

  /** A payment code torn so often that no burst was seen. Nobody types one by hand, and no amount is as long. */
  function tornCodeFrom(): number | null {
    const torn = run.length - PAYMENT_CODE_LENGTH;
    return torn >= 0 && PAYMENT_CODE.test(textFrom(torn)) && isGunsFrom(torn, run.length - 1) ? torn : null;
  }

  /** Whether the keys from here on came as a gun's do. @param known from which key on that is not in doubt */
  function isGunsFrom(from: number, known: number): boolean {
    return isGunsPace(gaps().slice(from + 1), known - from);
  }

  function gaps(): readonly number[] {
    return run.map(({ gapMs }) => gapMs);
  }

  function deliverHeld(): void {
    const held = run.slice(delivered);
    delivered = run.length;
    for (const { key } of held) listener.onTyped(key);
  }

  function dropDelivered(): void {
    run = run.slice(delivered);
    held -= delivered;
    delivered = 0;
  }

  function textFrom(index: number): string {
    return run
      .slice(index)
      .map(({ text }) => text)
      .join('');
  }

  function forget(): void {
    run = [];
    delivered = 0;
    burstFrom = null;
    held = 0;
  }

  /** In two halves: after a stall of the page the timer may come before the keys that waited. The second half lets them in. */
  function wait(delayMs: number, callback: () => void): void {
    stopWaiting = after(delayMs / 2, () => {
      stopWaiting = after(delayMs / 2, callback);
    });
  }

  return {
    press,
    reset() {
      stopWaiting();
      forget();
      lastMs = Number.NEGATIVE_INFINITY;
    },
  };
}

function rhythmOf(strokes: readonly Stroke[], end: Key | null): Rhythm {
  const times = [...strokes.map(({ key }) => key), ...(end ? [end] : [])].map(({ timeStampMs }) => timeStampMs);
  const firstMs = times[0] ?? 0;
  return {
    atMs: times.map((ms) => Math.max(0, ms - firstMs)),
    end: end === null ? 'none' : end.code === 'Tab' ? 'tab' : 'enter',
  };
}
