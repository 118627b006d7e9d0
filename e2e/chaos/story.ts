/** What happened, in its order: of one sale, or of everything. */
export type Story = {
  /** @param about the sale, or 'terminal' for what concerns all */
  note(about: string, deed: string): void;
  /** The lines about something, with what concerned all at that time. */
  tell(about: string): readonly StoryLine[];
};
export type StoryLine = { readonly atMs: number; readonly text: string };

/** A night of kills is long; what is older than this is told no more. */
const MOST_LINES = 200_000;

export function createStory(): Story {
  const lines: { readonly atMs: number; readonly about: string; readonly deed: string }[] = [];
  return {
    note(about, deed) {
      lines.push({ atMs: Date.now(), about, deed });
      if (lines.length > MOST_LINES) lines.splice(0, MOST_LINES / 2);
    },
    tell(about) {
      const own = lines.filter((line) => line.about === about);
      const [first, last] = [own[0]?.atMs ?? 0, own.at(-1)?.atMs ?? 0];
      return lines
        .filter((line) => line.about === about || (line.about === 'terminal' && line.atMs >= first && line.atMs <= last))
        .map(({ atMs, about: whose, deed }) => ({ atMs, text: `${whose.padEnd(9)} ${deed}` }));
    },
  };
}
