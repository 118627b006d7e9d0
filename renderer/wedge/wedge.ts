import { type Key, readKey } from './keys.ts';

/** Keys closer than this are a gun's. A gun takes 0 to 10 ms, a person 90 to 150. */
const SCAN_GAP_MS = 35;
/** So many such keys make a burst. Fewer happen to a person whose finger slides over two keys. */
const BURST_KEYS = 4;
/** A busy machine stretches single gaps of a gun to 70 ms; what is further apart does not begin a scan together. */
const LONGEST_GAP_MS = 100;
/** A burst that is no whole payment code yet, or waits for its Enter, is given this long: seen in Chromium on a machine under full load. */
const BURST_PATIENCE_MS = 250;
/** A key that may begin a burst is held back this long. Long enough to see the next key of a gun, too short for an eye. */
const HOLD_MS = 40;
/** Longer scans are cut: nobody reads more, and the contract takes no more. */
const MAX_SCAN_LENGTH = 128;

/** A payment code alone may claim keys that were taken for typing. The rule itself is the terminal's; this is its outline. */
const PAYMENT_CODE = /^1[0-5]\d{16}$/;
const PAYMENT_CODE_LENGTH = 18;

/**
 * What the screen does with a key: `typed` is a person's, act on it now; `held` may be a scanner's, do nothing, it is handed to
 * `onTyped` in a moment if it is a person's after all; `scan` belongs to a scanner and is nobody else's.
 */
export type Verdict = 'typed' | 'held' | 'scan';

/** When each key of a scan came, the closing one included, in ms since the first; and which one closed it. */
export type Rhythm = { readonly atMs: readonly number[]; readonly end: 'enter' | 'tab' | 'none' };

export type WedgeListener = {
  /** A whole scan, its closing key removed, at most 128 characters. May be a payment code: never keep, show or log it. */
  onScan(text: string, rhythm: Rhythm): void;
  /** A held key turned out to be a person's. Comes in the order of typing, and before any later key is `typed`. */
  onTyped(key: Key): void;
  /** The last so many keys given to `onTyped` were a scanner's after all: take them back. Rare: a scan torn by a busy machine. */
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
 * Tells a keyboard scanner from a cashier by rhythm.
 *
 * Keys are held back for 40 ms rather than shown and taken back: a digit too much in the amount, if only for a moment, or a paid
 * screen cleared by the first digit of a scan, is worse than a delay nobody sees. Taking back remains for the one case that holding
 * cannot decide: a pause of a busy machine inside the first keys of a scan, which then must be a payment code to be believed.
 */
export function createWedge(listener: WedgeListener, after: After): Wedge {
  /** Keys that may belong together, oldest first: delivered ones, then held ones, or then the burst. */
  let run: Stroke[] = [];
  let delivered = 0;
  let burstFrom: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let scanEndedMs = Number.NEGATIVE_INFINITY;
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
    burstFrom ??= tornCodeFrom();
    if (burstFrom === null) {
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
    const follows = run.length === 0 && timeStampMs - scanEndedMs <= BURST_PATIENCE_MS;
    endRun(key);
    if (!isScan && !follows) return 'typed';
    scanEndedMs = timeStampMs;
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
    scanEndedMs = lastTextMs();
    forget();
    if (retract > 0) listener.onRetract(retract);
    listener.onScan(text, rhythm);
  }

  /** How long the run may pause. A whole payment code without suffix is not kept waiting. */
  function patienceMs(): number {
    if (burstFrom === null || PAYMENT_CODE.test(textFrom(beginOfScan(burstFrom)))) return LONGEST_GAP_MS;
    return BURST_PATIENCE_MS;
  }

  /** A pause in its first keys may have sent the beginning of a code ahead of the burst: where the scan begins. */
  function beginOfScan(burst: number): number {
    const torn = run.length - PAYMENT_CODE_LENGTH;
    return torn >= 0 && torn < burst && PAYMENT_CODE.test(textFrom(torn)) ? torn : burst;
  }

  /** A payment code torn so often that no burst was seen. Nobody types one by hand, and no amount is as long: a few fast keys prove it. */
  function tornCodeFrom(): number | null {
    const torn = run.length - PAYMENT_CODE_LENGTH;
    if (torn < 0 || !PAYMENT_CODE.test(textFrom(torn))) return null;
    const fast = run.slice(torn + 1).filter(({ gapMs }) => gapMs < SCAN_GAP_MS).length;
    return fast >= BURST_KEYS ? torn : null;
  }

  function deliverHeld(): void {
    const held = run.slice(delivered);
    delivered = run.length;
    for (const { key } of held) listener.onTyped(key);
  }

  function dropDelivered(): void {
    run = run.slice(delivered);
    delivered = 0;
  }

  function lastTextMs(): number {
    return run.at(-1)?.key.timeStampMs ?? scanEndedMs;
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
