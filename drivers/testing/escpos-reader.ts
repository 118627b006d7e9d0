/** What came out of a printer: as it looks, not as it was sent. */
export type PrintedLine = {
  readonly align: 'left' | 'center' | 'right';
  readonly bold: boolean;
  readonly width: number; // times the usual
  readonly height: number;
} & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'qr'; readonly content: string; readonly dot: number }
  | { readonly kind: 'bars'; readonly content: string; readonly dot: number; readonly barHeight: number }
  | { readonly kind: 'picture'; readonly dotsWide: number; readonly dotsHigh: number; readonly rows: Uint8Array }
);

/** One piece of paper, from cut to cut. */
export type Printed = { readonly lines: readonly PrintedLine[]; readonly isCut: boolean };

export type EscPosReader = {
  /** Takes bytes as they arrive, cut anywhere. */
  take(bytes: Uint8Array): void;
  /** What has been cut off, and what hangs out of the printer. */
  papers(): readonly Printed[];
  /** Commands that no receipt of ours may hold, in hex. */
  readonly unknown: readonly string[];
};

export type ReaderParts = {
  readonly encoding: 'gb18030' | 'euc-kr' | 'ascii'; // the letters it was built with
  readonly onQuestion: (question: 'printer' | 'offline' | 'error' | 'paper' | 'through') => void;
  readonly onDrawer: () => void;
};

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

const REAL_TIME = ['printer', 'offline', 'error', 'paper'] as const;
const ALIGNS = ['left', 'center', 'right'] as const;

type Style = { align: 'left' | 'center' | 'right'; bold: boolean; width: number; height: number };

/** Reads ESC/POS as a printer does. Written from the command reference, not from the encoder. */
export function readEscPos({ encoding, onQuestion, onDrawer }: ReaderParts): EscPosReader {
  const papers: Printed[] = [];
  const unknown: string[] = [];
  let lines: PrintedLine[] = [];
  let letters: number[] = [];
  let rest = new Uint8Array();
  let style = plain();
  let isDoubleByte = true;
  let qr = { content: '', dot: 3 };
  let bar = { height: 162, dot: 3 };

  function endLine(): void {
    const text = isDoubleByte && encoding !== 'ascii' ? new TextDecoder(encoding).decode(Uint8Array.from(letters)) : latin(letters);
    lines.push({ kind: 'text', text, ...style });
    letters = [];
  }

  function cut(): void {
    if (letters.length > 0) endLine();
    papers.push({ lines, isCut: true });
    lines = [];
  }

  function feed(count: number): void {
    if (letters.length > 0) endLine();
    for (let n = 0; n < count; n++) lines.push({ kind: 'text', text: '', ...style });
  }

  /** Carries out one command at the start of the bytes. @returns its length; 0 when it is not whole yet */
  function command(b: Uint8Array): number {
    const at = (index: number): number => b[index] ?? 0;
    const whole = (length: number, run: () => void): number => {
      if (b.length < length) return 0;
      run();
      return length;
    };
    if (b.length < 2) return 0;
    switch ((at(0) << 8) | at(1)) {
      case (DLE << 8) | 0x04:
        return whole(3, () => onQuestion(REAL_TIME[at(2) - 1] ?? 'printer'));
      case (ESC << 8) | 0x40:
        return whole(2, () => {
          style = plain();
          letters = [];
          isDoubleByte = true;
        });
      case (FS << 8) | 0x26:
        return whole(2, () => {
          isDoubleByte = true;
        });
      case (FS << 8) | 0x2e:
        return whole(2, () => {
          isDoubleByte = false;
        });
      case (ESC << 8) | 0x74:
        return whole(3, () => {});
      case (ESC << 8) | 0x61:
        return whole(3, () => {
          style.align = ALIGNS[at(2)] ?? 'left';
        });
      case (ESC << 8) | 0x45:
        return whole(3, () => {
          style.bold = (at(2) & 1) === 1;
        });
      case (ESC << 8) | 0x64:
        return whole(3, () => feed(at(2)));
      case (ESC << 8) | 0x70:
        return whole(5, onDrawer);
      case (GS << 8) | 0x21:
        return whole(3, () => {
          style.width = (at(2) >> 4) + 1;
          style.height = (at(2) & 15) + 1;
        });
      case (GS << 8) | 0x72:
        return whole(3, () => onQuestion('through'));
      case (GS << 8) | 0x68:
        return whole(3, () => {
          bar = { ...bar, height: at(2) };
        });
      case (GS << 8) | 0x77:
        return whole(3, () => {
          bar = { ...bar, dot: at(2) };
        });
      case (GS << 8) | 0x48:
        return whole(3, () => {});
      case (GS << 8) | 0x56:
        return whole(at(2) >= 65 ? 4 : 3, cut);
      case (GS << 8) | 0x28:
        return b.length < 5 ? 0 : whole(5 + at(3) + (at(4) << 8), () => symbol(b));
      case (GS << 8) | 0x6b:
        return b.length < 4 ? 0 : whole(4 + at(3), () => bars(b.subarray(4, 4 + at(3)), at(2)));
      case (GS << 8) | 0x76: {
        if (b.length < 8) return 0;
        const stride = at(4) + (at(5) << 8);
        const high = at(6) + (at(7) << 8);
        return whole(8 + stride * high, () => picture(stride, high, b.slice(8, 8 + stride * high)));
      }
      default:
        unknown.push(Buffer.from(b.subarray(0, 4)).toString('hex'));
        return 2;
    }
  }

  function symbol(b: Uint8Array): void {
    const task = b[6];
    if (b[2] !== 0x6b || b[5] !== 0x31) unknown.push(Buffer.from(b.subarray(0, 8)).toString('hex'));
    else if (task === 0x43) qr = { ...qr, dot: b[7] ?? 0 };
    else if (task === 0x50) qr = { ...qr, content: latin([...b.subarray(8, 5 + (b[3] ?? 0) + ((b[4] ?? 0) << 8))]) };
    else if (task === 0x51) lines.push({ kind: 'qr', ...qr, ...style });
    else if (task !== 0x41 && task !== 0x45) unknown.push(Buffer.from(b.subarray(0, 8)).toString('hex'));
  }

  function bars(data: Uint8Array, system: number): void {
    const content = system === 73 ? code128(data) : null;
    if (content === null) unknown.push(`bars ${Buffer.from(data).toString('hex')}`);
    else lines.push({ kind: 'bars', content, dot: bar.dot, barHeight: bar.height, ...style });
  }

  /** Bands of one picture join. */
  function picture(stride: number, high: number, rows: Uint8Array): void {
    const last = lines.at(-1);
    if (last?.kind === 'picture' && last.dotsWide === stride * 8) lines.pop();
    const before = last?.kind === 'picture' && last.dotsWide === stride * 8 ? last : null;
    const joined = Buffer.concat([before?.rows ?? new Uint8Array(), rows]);
    lines.push({ kind: 'picture', dotsWide: stride * 8, dotsHigh: (before?.dotsHigh ?? 0) + high, rows: joined, ...style });
  }

  return {
    unknown,
    papers: () => (lines.length > 0 || letters.length > 0 ? [...papers, { lines, isCut: false }] : papers),
    take(bytes) {
      let b = Buffer.concat([rest, bytes]);
      while (b.length > 0) {
        const first = b[0] ?? 0;
        if (first === ESC || first === FS || first === GS || first === DLE) {
          const length = command(b);
          if (length === 0) break;
          b = b.subarray(length);
        } else {
          if (first === 0x0a) endLine();
          else if (first < 0x20) unknown.push(first.toString(16).padStart(2, '0'));
          else letters.push(first);
          b = b.subarray(1);
        }
      }
      rest = Uint8Array.from(b);
    },
  };
}

function plain(): Style {
  return { align: 'left', bold: false, width: 1, height: 1 };
}

function latin(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}

/** The text of Code 128 data as a printer takes it: sets named by `{B` and `{C`. Null when it is malformed. */
function code128(data: Uint8Array): string | null {
  let set = '';
  let text = '';
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] ?? 0;
    if (byte === 0x7b) {
      set = String.fromCharCode(data[++at] ?? 0);
      if (set !== 'B' && set !== 'C') return null;
    } else if (set === 'C') {
      if (byte > 99) return null;
      text += String(byte).padStart(2, '0');
    } else if (set === 'B' && byte >= 0x20) text += String.fromCharCode(byte);
    else return null;
  }
  return text;
}
