/** The day that is reconciled, from midnight to midnight in Beijing. */
export const DAY = { fromMs: Date.parse('2026-11-21T00:00:00+08:00'), toMs: Date.parse('2026-11-22T00:00:00+08:00') };
export const TERMINAL = 'T01';

const SHIFT_MS = 8 * 3_600_000;
/** Three cashiers, one after the other. */
export const SHIFTS = [0, 1, 2].map((n) => ({ id: `s${n + 1}`, fromMs: DAY.fromMs + n * SHIFT_MS, toMs: DAY.fromMs + (n + 1) * SHIFT_MS }));
