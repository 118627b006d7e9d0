/** The wedge never asks for more. */
const MOST = 128;

/** What typed keys changed, kept key by key: a burst that turns out to be a scanner's takes the last of them back. */
export type TakeBack<Kept> = {
  /** Before each key that may turn out to be a scanner's. */
  mark(kept: Kept): void;
  /** Forgets the last `count` marks. @returns what stood before the first of them; null when it was not marked */
  take(count: number): Kept | null;
  forget(): void;
};

export function createTakeBack<Kept>(): TakeBack<Kept> {
  let marks: Kept[] = [];
  return {
    mark(kept) {
      marks = [...marks, kept].slice(-MOST);
    },
    take(count) {
      const before = marks.at(-count);
      marks = marks.slice(0, -count);
      return before ?? null;
    },
    forget() {
      marks = [];
    },
  };
}
