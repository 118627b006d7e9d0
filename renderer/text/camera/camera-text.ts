import type { Advice } from '../text.ts';

/** The camera's words on the cashier's screen. */
export type CameraText = {
  readonly use: string;
  readonly close: string;
  readonly torch: string;
  readonly mirror: string;
  readonly another: string;
  readonly picture: string; // what the viewfinder is, for those who do not see it
  readonly aim: string;
  readonly asking: Advice;
  readonly refused: Advice;
  readonly none: Advice;
  readonly busy: Advice;
  readonly lost: Advice;
  readonly broken: Advice;
  readonly hidden: Advice;
  readonly idle: Advice;
};
