import { DISPLAY_BASE, type PairBody, type PairRefusal } from '../../src/contract/display.ts';
import type { SessionAnswer } from '../../src/contract/ui.ts';

/** `no_answer`: nobody there, or nobody who speaks as a terminal does. */
export type PairAnswer =
  | { readonly ok: true; readonly pageKey: string }
  | { readonly ok: false; readonly code: PairRefusal['code'] | 'no_answer'; readonly waitMs: number };

const PATIENCE_MS = 8_000;

/** Says the counter's six digits to the terminal. */
export async function pair(fetch: typeof globalThis.fetch, body: PairBody): Promise<PairAnswer> {
  try {
    const answer = await fetch(`${DISPLAY_BASE}/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said = (await answer.json()) as SessionAnswer | PairRefusal;
    if ('pageKey' in said) return { ok: true, pageKey: said.pageKey };
    const isRefusal = ['wrong_code', 'locked', 'failed'].includes(said.code);
    return { ok: false, code: isRefusal ? said.code : 'no_answer', waitMs: said.waitMs ?? 0 };
  } catch {
    return { ok: false, code: 'no_answer', waitMs: 0 };
  }
}
