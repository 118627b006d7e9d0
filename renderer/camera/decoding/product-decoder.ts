import type { Decoder, Found, Frame } from '../decoder.ts';
import { allResponses } from './code128-grid.ts';
import { fitStep } from './fit-step.ts';
import { createGreyMaker } from './grey.ts';
import { libraryStep } from './library-step.ts';
import { pictureOf } from './picture.ts';
import { isPaymentCode, isPlausible } from './plausible.ts';
import type { Step, StepParts } from './step.ts';
import { createTurns } from './step-turns.ts';
import { loadZxing, type WasmSource } from './zxing-reader.ts';
import { allTriesStep, enlargeStep, fastStep, uprightStep } from './zxing-steps.ts';

export type StepName = keyof typeof STEPS;

/** The order of the steps: what finds most for its time comes first. The figures are in ARCHITECTURE.md. */
const STEPS = {
  fast: fastStep,
  allTries: allTriesStep,
  fit: fitStep,
  upright: uprightStep,
  enlarge: enlargeStep,
  library: libraryStep,
} as const satisfies Readonly<Record<string, (parts: StepParts) => Step>>;

export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

export type ProductDecoderOptions = {
  readonly wasm: WasmSource;
  /** A picture gets no further step that would take it beyond so long: a new picture is worth more than an old one. */
  readonly budgetMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
  /** Those of the steps that are taken, for measurements. */
  readonly steps?: readonly StepName[];
  /** Told which step found what was found, for measurements. */
  readonly onFound?: (step: StepName) => void;
};

/** As the pace of the camera has it: fewer than eight looks a second feel slow. */
const BUDGET_MS = 125;

/**
 * The decoder of the product. An easy frame costs one pass of the fastest reader; a frame that this one cannot read goes through all the others.
 * Whatever they say is handed on only if it is a payment code, or something the cashier gets a word about.
 */
export async function createProductDecoder(options: ProductDecoderOptions): Promise<Decoder> {
  const { budgetMs = BUDGET_MS, now = () => performance.now(), steps = STEP_NAMES, onFound } = options;
  const parts = { read: await loadZxing(options.wasm), blurs: allResponses() };
  const greys = createGreyMaker();
  const turns = createTurns(
    steps.map((name) => ({ name, step: STEPS[name](parts) })),
    { budgetMs, now },
  );
  return {
    async decode(frame: Frame): Promise<Found | null> {
      const picture = pictureOf(frame, greys);
      let other: { readonly found: Found; readonly by: StepName } | null = null;
      for (const { name, step } of turns()) {
        const plausible = (await step(picture)).filter(isPlausible);
        const payment = plausible.find(({ text }) => isPaymentCode(text));
        if (payment) {
          onFound?.(name);
          return payment;
        }
        // Something else was seen. One further look, for a payment code beside it, and then that is the answer.
        if (other) break;
        other = plausible[0] ? { found: plausible[0], by: name } : null;
      }
      if (other) onFound?.(other.by);
      return other?.found ?? null;
    },
  };
}
