import type { Cancel } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { CommandAnswer } from '../contract/command.ts';
import type { DisplayRole, DisplayView, KioskCommand, PairBody } from '../contract/display.ts';

/** What a browser elsewhere holds of its pairing: one half no script can read, the other no other page. */
export type DisplaySecrets = { readonly cookies: readonly string[]; readonly pageKey: string };

/** The secrets that a display was given; from now on they are kept as digests alone. */
export type Paired = { readonly cookie: string; readonly pageKey: string };

/** Customer displays and kiosks, as their hosts know them. */
export interface Displays {
  /** What a page for customers draws; its pictures are the host's to add. Changes whenever the terminal's view may have. */
  view(role: DisplayRole): Omit<DisplayView, 'pictures'>;
  /** The door for browsers elsewhere is open. @param addresses where they find the page now: a shop's network gives out others */
  opened(addresses: () => readonly string[]): void;
  /** Trades the code that the counter shows for a display's secrets. `failed`: the disk did not take it, the code is good still. */
  pair(body: PairBody): Result<Paired, 'wrong_code' | 'failed'>;
  /** The display that both secrets belong to. */
  find(secrets: DisplaySecrets): { readonly id: string; readonly role: DisplayRole } | null;
  /** Whether one of these belongs to a display: enough for what every customer may see, and for nothing else. */
  knowsCookie(cookies: readonly string[]): boolean;
  /** A stream of this display is open: the counter shows it as connected. @param end called when it is revoked @returns takes it back */
  connected(id: string, end: () => void): Cancel;
  /** What a self-service kiosk asks for; the host has looked whether it is one. */
  command(asked: KioskCommand): CommandAnswer;
}
