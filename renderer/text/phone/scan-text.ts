import type { ScanRefusal } from '../../phone/scanned.ts';

/** What is so, and what to do about it. */
type Told = { readonly what: string; readonly next: string };

/** The words of the phone's finder. */
export type ScanText = {
  readonly title: string;
  /** Of the phone's two keys. */
  readonly pages: string;
  readonly picture: string;
  readonly aim: string;
  readonly opening: string;
  readonly torch: string;
  readonly another: string;
  /** Opens the camera once more. */
  readonly again: string;
  readonly paste: string;
  readonly open: string;
  /** Why the camera shows nothing. */
  readonly camera: Readonly<Record<'asking' | 'refused' | 'none' | 'busy' | 'lost' | 'broken' | 'hidden' | 'idle', Told>>;
  /** Why nothing is paid by what was scanned. */
  readonly not: Readonly<Record<ScanRefusal, Told>>;
};
