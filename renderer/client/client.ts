import type { Cancel } from '../../src/basics/clock.ts';
import type { ChargePage } from '../../src/contract/charge.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { DoctorView } from '../../src/contract/doctor.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { type ChannelParts, createChannel } from './channel.ts';

/** A command is answered from memory and disk alone: longer means that nobody is there. */
const COMMAND_MS = 8_000;

/** What the screen knows of its terminal. Times on the page's monotonic clock. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live'; readonly view: TerminalView; readonly receivedMs: number }
  | { readonly kind: 'lost'; readonly sinceMs: number }
  | { readonly kind: 'refused' }; // the host does not accept this window: it must be opened anew

/** The contract, as a screen holds it. */
export type Client = {
  /** Calls back at once and after each change, until canceled. */
  watch(listener: (connection: Connection) => void): Cancel;
  /** @returns the terminal's answer; `no_answer` when none came: it may or may not have been done */
  send(command: Command): Promise<CommandAnswer>;
  /** A page of charges, newest first. @param cursor of the page before, or null. Throws when it cannot be had. */
  history(cursor: string | null): Promise<ChargePage>;
  /** Shows the page about scanners at once and after each change, until canceled. `receivedMs` on the page's monotonic clock. */
  watchDoctor(listener: (view: DoctorView, receivedMs: number) => void): Cancel;
};

export type ClientParts = ChannelParts;

/** Connects to the host that served this page. Reconnects by itself for as long as the page lives. */
export function connect(parts: ClientParts, channel = createChannel(parts)): Client {
  const { clock } = parts;
  const listeners = new Set<(connection: Connection) => void>();
  let connection: Connection = { kind: 'connecting' };

  function tell(next: Connection): void {
    connection = next;
    for (const listener of listeners) listener(next);
  }

  channel.watch<TerminalView>('/ui/v1/view', (news) => {
    if (news.kind === 'view') tell({ kind: 'live', view: news.view, receivedMs: news.receivedMs });
    else if (news.kind === 'refused') tell({ kind: 'refused' });
    else if (connection.kind !== 'lost') tell({ kind: 'lost', sinceMs: clock.monotonicMs() });
  });

  return {
    watch(listener) {
      listeners.add(listener);
      listener(connection);
      return () => listeners.delete(listener);
    },
    send: (command) => channel.post<CommandAnswer>('/ui/v1/commands', command, COMMAND_MS),
    watchDoctor: (listener) =>
      channel.watch<DoctorView>('/ui/v1/doctor', (news) => void (news.kind === 'view' && listener(news.view, news.receivedMs))),
    async history(cursor) {
      const answer = await channel.ask(`/ui/v1/charges${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
      if (answer === 'refused' || !answer.ok) throw new Error('no history');
      return (await answer.json()) as ChargePage;
    },
  };
}
