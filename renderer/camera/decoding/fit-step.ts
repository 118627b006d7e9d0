import { fitCode128 } from './fit-code128.ts';
import type { Step, StepParts } from './step.ts';

/**
 * When a fit is believed. Set by measurement: of right readings none explained less than 0.96, led by less than 1.1 or disagreed
 * with its halves; of wrong ones none explained more than 0.85 or led by more than 0.12.
 */
const LEAST_EXPLAINED = 0.92;
const LEAST_LEAD = 0.8;
const LEAST_AGREED = 2;

/** A damaged code must not be mended: the check symbol may decide between near equals and no more. */
const MOST_FORCED = 0.05;

/** Code 128 of 18 digits whose bars no reader can tell apart any more. */
export function fitStep({ blurs }: StepParts): Step {
  return (picture) => {
    for (const profile of picture.profiles()) {
      const fit = fitCode128(profile, blurs);
      if (!fit || fit.explained < LEAST_EXPLAINED || fit.lead < LEAST_LEAD || fit.agreed < LEAST_AGREED || fit.forced > MOST_FORCED)
        continue;
      return [{ text: fit.text, symbology: 'code128' }];
    }
    return [];
  };
}
