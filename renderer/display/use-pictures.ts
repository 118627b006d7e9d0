import { useEffect, useMemo, useState } from 'react';

/** Long enough to take in, short enough to be noticed that it changes. */
const PICTURE_MS = 10_000;

/** A picture that did not come may come when the line is better. */
const AGAIN_MS = 30_000;

/** The shop's pictures that have come, one after the other, while nothing is to pay. @returns an address, or null while there is none */
export function usePicture(addresses: readonly string[], isShown: boolean): string | null {
  const wanted = addresses.join('\n'); // each view brings a new list of the same
  const list = useMemo(() => (wanted ? wanted.split('\n') : []), [wanted]);
  const [come, setCome] = useState<readonly string[]>([]);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    async function load(): Promise<void> {
      const all = await Promise.all(list.map(hasCome));
      if (isOver) return;
      setCome(list.filter((_, index) => all[index]));
      if (all.includes(false)) again = setTimeout(() => void load(), AGAIN_MS);
    }
    void load();
    return () => {
      isOver = true;
      clearTimeout(again);
    };
  }, [list]);

  useEffect(() => {
    if (!isShown || come.length < 2) return;
    const timer = setInterval(() => setTurn((before) => before + 1), PICTURE_MS);
    return () => clearInterval(timer);
  }, [isShown, come.length]);

  return come[turn % come.length] ?? null;
}

/** Decoded before it is shown: a cut, and no half picture. */
async function hasCome(address: string): Promise<boolean> {
  const image = new Image();
  image.src = address;
  return image.decode().then(
    () => true,
    () => false,
  );
}
