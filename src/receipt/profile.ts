import type { PaperLanguage } from './text/receipt-text-in.ts';

/** The letters that a printer was built with. */
export type Profile = 'gb18030' | 'cp949' | 'cp437';

/** What each can write. English is ASCII, which all of them can. */
const WRITES: Readonly<Record<Profile, readonly PaperLanguage[]>> = {
  gb18030: ['zh-CN', 'en'],
  cp949: ['ko', 'en'],
  cp437: ['en'],
};

/** The language of a paper: the one that is wanted, or English where the printer has no letters for it. */
export function languageFor(wanted: PaperLanguage, profile: Profile): PaperLanguage {
  return WRITES[profile].includes(wanted) ? wanted : 'en';
}
