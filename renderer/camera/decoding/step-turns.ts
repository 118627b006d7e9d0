/** How much weight an earlier, slower time of a step keeps each time it was quicker. */
const REMEMBERED = 0.9;

type Budget = {
  readonly budgetMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
};

/**
 * Hands out the steps for one picture after another. Each picture gets the first step, and of the others as many as its time allows, reckoned with
 * what they took before. The step for which there was no time comes second for the next picture, so on a slow machine each gets its turn and
 * a picture takes no longer than its budget, or the first step and one other.
 *
 * @returns to be called for each picture; whoever asks for the next step says with it that the last one is done
 */
export function createTurns<Step>(steps: readonly Step[], { budgetMs, now }: Budget): () => Generator<Step, void> {
  const [first, ...others] = steps;
  const usualMs = new Map<Step, number>();
  let begin = 0;
  return function* () {
    const began = now();
    if (first) yield first;
    for (let n = 0; n < others.length; n++) {
      const place = (begin + n) % others.length;
      const step = others[place] as Step;
      const beganStep = now();
      const usual = usualMs.get(step) ?? 0;
      if (n > 0 && beganStep - began + usual > budgetMs) {
        begin = place;
        return;
      }
      yield step;
      usualMs.set(step, Math.max(now() - beganStep, usual * REMEMBERED));
    }
    begin = 0;
  };
}
