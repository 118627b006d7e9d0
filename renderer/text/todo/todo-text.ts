/** Every word about what waits for a person or the line: the to-do page, and setting a sale aside. */
export type TodoText = {
  readonly back: string; // to the counter

  readonly unknownGroup: string;
  readonly unknownNote: string;
  readonly queuedGroup: string;
  readonly queuedNote: string;
  readonly parkedGroup: string;
  readonly parkedNote: string;

  readonly mayHaveMoved: string;
  readonly sent: (time: string, questions: number) => string;
  readonly begun: (time: string) => string;
  readonly asksWhenBack: string;
  readonly codeLeft: (seconds: number) => string;
  readonly codeDead: string;
  readonly sentWhenBack: string;
  readonly noNote: string;
  readonly parkedAt: (time: string) => string;
  readonly byTill: string;
  readonly byTillNo: (reference: string) => string;
  readonly expired: string; // the code died waiting, and the terminal set the sale aside
  readonly collecting: string;

  readonly show: string;
  readonly ask: string;
  readonly cancel: string;
  readonly park: string;
  readonly collect: string;
  readonly cash: string;
  readonly drop: string;

  readonly offlineSince: (time: string) => string;
  readonly can: readonly string[]; // what still works without the line
  readonly cannot: readonly string[];

  readonly noteTitle: string;
  readonly noteLabel: string;
  readonly noteExample: string;
  readonly noteLine: string;
  readonly noteCancels: string; // the sale's charge was begun

  readonly helpPark: string; // F7
  readonly helpDrop: string; // Delete, held
};
