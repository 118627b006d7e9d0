import type { Clock } from '../../basics/clock.ts';
import type { Session, WooshStore } from './intent.ts';
import { asText } from './json.ts';

export type SessionEvent = 'checkout.session.completed' | 'checkout.session.expired';

export type SessionBookOptions = {
  readonly clock: Clock;
  readonly store: WooshStore;
  readonly emit: (type: SessionEvent, session: Session) => void;
  readonly expire: (session: Session) => void; // its time is over
};

/** No wait is longer, so a clock that was set back makes none so. */
const MOST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Every checkout session. */
export class SessionBook {
  readonly #options: SessionBookOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #byReference = new Map<string, string[]>();

  constructor(options: SessionBookOptions) {
    this.#options = options;
    for (const session of options.store.load('session')) {
      this.#index(session);
      if (session.status === 'open') this.#plan(session);
    }
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** What carries a merchant's reference, oldest first. */
  ofReference(reference: string): Session[] {
    return (this.#byReference.get(reference) ?? []).flatMap((id) => this.#sessions.get(id) ?? []);
  }

  /** Oldest first. */
  all(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  add(session: Session): Session {
    this.#put(session);
    this.#plan(session);
    return session;
  }

  /** Ends an open session. */
  end(session: Session, status: 'complete' | 'expired'): Session {
    const ended = this.#put({ ...session, status });
    this.#options.emit(status === 'complete' ? 'checkout.session.completed' : 'checkout.session.expired', ended);
    return ended;
  }

  #put(session: Session): Session {
    this.#options.store.save('session', session);
    this.#index(session);
    return session;
  }

  #index(session: Session): void {
    const reference = referenceOf(session);
    if (reference && !this.#sessions.has(session.id)) {
      this.#byReference.set(reference, [...(this.#byReference.get(reference) ?? []), session.id]);
    }
    this.#sessions.set(session.id, session);
  }

  #plan({ id, expiresAtMs }: Session): void {
    const { clock, expire } = this.#options;
    clock.after(Math.min(MOST_WAIT_MS, Math.max(0, expiresAtMs - clock.wallMs())), () => {
      const session = this.#sessions.get(id);
      if (session?.status === 'open') expire(session);
    });
  }
}

/** The merchant's own number, client_reference_id; '' when there is none. */
export function referenceOf({ echoed }: Pick<Session, 'echoed'>): string {
  return asText(echoed.client_reference_id) ?? '';
}
