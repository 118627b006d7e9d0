import { useEffect, useReducer, useState } from 'react';
import type { PhoneAction } from '../../src/contract/sandbox.ts';
import { nextPhone, type PhoneState, SWITCHED_OFF } from './phone-state.ts';
import { MAX_CONTENT, refusalOf, type ScanRefusal, strangerIn } from './scanned.ts';
import type { WalletLink } from './wallet-link.ts';

/** The end of a payment leaves by itself after this: the next customer needs the code, and nobody need press a button. */
const END_SHOWN_MS = 10_000;

/** What the customer does; resolves to whether it was done. */
export type Act = (action: PhoneAction) => Promise<boolean>;

/** A QR's text, or a link; resolves to why nothing is paid by it, or to null when its dialog opens. */
export type Scan = (content: string) => Promise<ScanRefusal | null>;

export type Phone = { readonly state: PhoneState; readonly act: Act; readonly scan: Scan; readonly see: () => void };

/** The phone behind the glass. */
export function usePhone(link: WalletLink): Phone {
  const [state, tell] = useReducer(nextPhone, SWITCHED_OFF);
  useEffect(() => link.watch(tell), [link]);

  useEffect(() => {
    if (!state.ended) return;
    const timer = setTimeout(() => tell({ kind: 'seen' }), END_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state.ended]);

  return {
    state,
    act: async (action) => {
      if (action.kind === 'pay') tell({ kind: 'answered', orderNo: action.orderNo }); // before the stream can tell what came of it
      const { ok: isDone } = await link.act(action);
      if (action.kind === 'pay' && !isDone) tell({ kind: 'answered', orderNo: null });
      return isDone;
    },
    scan: async (content) => {
      const stranger = strangerIn(content);
      if (stranger) return stranger;
      if (content.length > MAX_CONTENT) return 'unknown_code';
      const answer = await link.act({ kind: 'scan', content });
      return answer.ok ? null : refusalOf(answer.error);
    },
    see: () => tell({ kind: 'seen' }),
  };
}

/** The page's clock, drawn four times a second, so that no second is skipped. */
export function useNow(clock: () => number): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 250);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
