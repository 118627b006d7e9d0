import { createHash } from 'node:crypto';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { KioskButton, StoreConfig } from '../config/config.ts';
import type { Command, CommandAnswer } from '../contract/command.ts';
import type { DisplayRole, DisplaysView, DisplayView, KioskCommand } from '../contract/display.ts';
import type { Log } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { Intent } from '../payment/charge.ts';
import { isFinal, type Status } from '../payment/state.ts';
import { type DisplayStore, memoryDisplays } from '../store/displays.ts';
import type { Journal } from '../store/journal.ts';
import type { ChargeDesk } from './charge-desk.ts';
import type { Counter } from './counter.ts';
import { displayScene, type SceneFacts } from './display-scene.ts';
import type { Displays } from './displays.ts';
import type { LiveCharge } from './live-charge.ts';
import { createPairing } from './pairing.ts';
import type { Runner } from './runner.ts';
import type { ChargeRequest } from './terminal.ts';

/** How long customers see how their sale ended: at the counter until they are gone, at a kiosk until the next one wants to order. */
const SHOWN_FOR_MS = { counter: 60_000, kiosk: 15_000 } as const;
/** A kiosk's keys among those of the till. */
const KIOSK_KEY = 'till:kiosk-';
/** Of orders that customers gave up and that the acquirer does not let be closed yet: somebody plays with the buttons. */
const MOST_OPEN_ORDERS = 20;

/** Customer displays and kiosks: what they show, which may look on, and what customers order themselves. */
export type DisplaysDesk = Displays & {
  /** Displays elsewhere, for the counter; null: no door was opened yet. */
  paired(): DisplaysView | null;
  /** What the counter asks about displays. */
  serve(asked: PairingCommand): CommandAnswer;
  /** A charge has begun, or was taken up after a restart: it is the newest. */
  begun(live: LiveCharge): void;
  chargeChanged(live: LiveCharge): void;
  stop(): void;
};

type PairingCommand = Extract<Command, { kind: 'pair_display' | 'stop_pairing' | 'revoke_display' }>;

/** What the configuration says of displays, and where paired ones are kept. */
export type DisplaySetUp = { readonly buttons: readonly KioskButton[]; readonly store: DisplayStore };

type Parts = {
  readonly setUp: DisplaySetUp | undefined; // left out: no buttons, nothing kept
  readonly counter: Counter;
  readonly runner: Runner;
  readonly journal: Journal;
  readonly chargeDesk: Pick<ChargeDesk, 'charge' | 'begunBefore' | 'cancel'>;
  readonly store: StoreConfig;
  readonly mode: 'live' | 'sandbox';
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly changed: () => void;
};

export function createDisplaysDesk(parts: Parts): DisplaysDesk {
  const { counter, runner, journal, chargeDesk, store, mode, clock, random, changed } = parts;
  const { buttons, store: kept } = parts.setUp ?? { buttons: [], store: memoryDisplays() };
  const pairing = createPairing({ ...parts, store: kept });
  let newestSale: string | null = null;
  let ended: { readonly saleId: string; readonly atMs: number } | null = null; // monotonic
  let stopShowing: Cancel = () => {};
  let salt: Uint8Array | null = null;

  function onStage() {
    const id = counter.stageId();
    return id ? (runner.live(id) ?? journal.charge(id)) : null;
  }

  function factsOf({ intent, state }: Pick<LiveCharge, 'intent'> & { readonly state: { readonly status: Status } }): SceneFacts {
    const isKiosks = isFromKiosk(intent);
    const sinceMs = ended?.saleId === intent.saleId ? clock.monotonicMs() - ended.atMs : 0;
    return { isNewest: intent.saleId === newestSale, isKiosks, isOver: isFinal(state.status) && sinceMs >= shownForMs(intent) };
  }

  /** Tells sales apart and tells nothing of them: their names may be the till's receipt numbers. */
  function sceneId(saleId: string): string {
    salt ??= random.bytes(16);
    return createHash('sha256').update(salt).update(saleId).digest('base64url').slice(0, 16);
  }

  function view(role: DisplayRole): Omit<DisplayView, 'pictures'> {
    const charge = onStage();
    const scene = charge ? displayScene(counter.stage(), factsOf(charge)) : ({ kind: 'idle' } as const);
    const { name, locale, timeZone } = store;
    return {
      store: { name, locale, timeZone },
      mode,
      role,
      buttons: role === 'self_service' ? buttons.map(({ label, amountFen }) => ({ label, amount: amountFen })) : [],
      currency: store.currency ?? 'CNY',
      scene,
      sceneId: charge && scene.kind !== 'idle' ? sceneId(charge.intent.saleId) : 'idle',
    };
  }

  /** Whether somebody is being served: then no customer begins anything. */
  function isTaken(): boolean {
    const charge = onStage();
    if (!charge || isFinal(charge.state.status)) return false;
    return !(isFromKiosk(charge.intent) && charge.state.status === 'reversing'); // given up, and only not closed yet
  }

  function order({ requestId, button }: Extract<KioskCommand, { kind: 'order' }>): CommandAnswer {
    const chosen = buttons[button];
    if (!chosen) return { ok: false, code: 'not_found' };
    const request: ChargeRequest = {
      origin: 'till',
      method: 'merchant_qr',
      amountFen: fen(chosen.amountFen),
      description: chosen.label[store.locale],
      tillReference: null,
      authCode: null,
      idempotencyKey: `kiosk-${requestId}`,
      fingerprint: `kiosk ${button} ${chosen.amountFen}`,
    };
    if (!chargeDesk.begunBefore(request)) {
      if (isTaken()) return { ok: false, code: 'terminal_busy' };
      const open = [...runner.all()].filter(({ intent }) => isFromKiosk(intent)).length;
      if (open >= MOST_OPEN_ORDERS) return { ok: false, code: 'not_now' };
    }
    const answer = chargeDesk.charge(request);
    if (answer.ok) return { ok: true };
    return { ok: false, code: typeof answer.error === 'string' ? answer.error : answer.error.code };
  }

  function giveUp(): CommandAnswer {
    const charge = onStage();
    if (!charge || !isFromKiosk(charge.intent)) return { ok: false, code: 'not_now' };
    const answer = chargeDesk.cancel(charge.intent.id);
    return answer.ok ? { ok: true } : { ok: false, code: answer.error };
  }

  return {
    ...pairing,
    view,
    command: (asked) => (asked.kind === 'order' ? order(asked) : giveUp()),
    paired: pairing.view,
    serve(asked) {
      if (asked.kind === 'pair_display') return answer(pairing.begin(asked.role));
      if (asked.kind === 'revoke_display') return answer(pairing.revoke(asked.displayId));
      pairing.stop();
      return { ok: true };
    },
    begun({ intent }) {
      newestSale = intent.saleId;
      ended = null;
      stopShowing();
    },
    chargeChanged({ intent, state }) {
      if (!isFinal(state.status) || intent.saleId !== newestSale) return;
      stopShowing();
      ended = { saleId: intent.saleId, atMs: clock.monotonicMs() };
      stopShowing = clock.after(shownForMs(intent), changed);
    },
    stop() {
      stopShowing();
      pairing.stop();
    },
  };
}

function isFromKiosk({ idempotencyKey }: Intent): boolean {
  return idempotencyKey?.startsWith(KIOSK_KEY) ?? false;
}

function shownForMs(intent: Intent): number {
  return SHOWN_FOR_MS[isFromKiosk(intent) ? 'kiosk' : 'counter'];
}

function answer(refusal: string | null): CommandAnswer {
  return refusal === null ? { ok: true } : { ok: false, code: refusal };
}
