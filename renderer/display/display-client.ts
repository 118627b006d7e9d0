import type { Cancel } from '../../src/basics/clock.ts';
import { DISPLAY_BASE, type DisplayView, type KioskCommand } from '../../src/contract/display.ts';
import type { Channel, Watched } from '../client/channel.ts';

/** A command is answered from memory and disk alone: longer means that nobody is there. */
const COMMAND_MS = 8_000;

export type KioskAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The terminal, as a page for customers holds it. */
export type DisplayClient = {
  /** Shows the view at once and after each change, until canceled; a refusal ends it. */
  watch(listener: (news: Watched<DisplayView>) => void): Cancel;
  /** @returns the terminal's answer; `no_answer`: it may or may not have been done, so the same request id goes again */
  send(command: KioskCommand): Promise<KioskAnswer>;
};

export function createDisplayClient(channel: Channel): DisplayClient {
  return {
    watch: (listener) => channel.watch<DisplayView>(`${DISPLAY_BASE}/view`, listener),
    send: (command) => channel.post<KioskAnswer>(`${DISPLAY_BASE}/commands`, command, COMMAND_MS),
  };
}
