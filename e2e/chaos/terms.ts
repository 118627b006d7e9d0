import { ACQUIRER_TIMES } from '../../src/sandbox/desk.ts';

/** Undone sooner than this after its submission, an order breaks the acquirer's rule. Kept long enough to be told from the noise of a busy machine. */
export const REVERSE_DELAY_MS = 900;

/** The server hears charge and reversal a little closer together than the terminal sent them, and more so on two cores that do ten things. */
export const REVERSE_SLACK_MS = 300;

/** From here on the customer types a password. */
export const PASSWORD_ABOVE_FEN = 1_000;

/** As long as a code works. As by default, no longer than the customer's time and the reversal's delay together. */
const CODE_LIFE_MS = 2_200;

/** The terminal's times, so short that a life fits between two kills. */
export const PAYMENT_TIMES = {
  requestTimeoutMs: 400,
  pollIntervalMs: 120,
  customerTimeoutMs: 1_300,
  reverseDelayMs: REVERSE_DELAY_MS,
  codeValidityMs: CODE_LIFE_MS,
  retryIntervalMs: 150,
  refundSpacingMs: 300,
};

/** The acquirer's own, in the same measure. */
export const ACQUIRER_TERMS = {
  ...ACQUIRER_TIMES,
  codeLifeMs: CODE_LIFE_MS,
  dialogMs: 1_600,
  reverseNotBeforeMs: REVERSE_DELAY_MS,
  refundMs: 150,
  refundSpacingMs: 300,
};

/** A till's token, as a shop would write it into the configuration. */
export const TILL_TOKEN = 'chaos-till-token-5f1c9b7e2d';
