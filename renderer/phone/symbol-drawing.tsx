import type { CodeSymbol } from './bar-code.ts';
import styles from './symbol-drawing.module.css';

type SymbolDrawingProps = {
  readonly symbol: CodeSymbol;
  readonly label: string;
  /** Whole pixels for one module: a fraction would blur the edges. */
  readonly modulePx: number;
  /** Modules of white on each side; 10 for a linear code, 4 for a QR code. */
  readonly quiet: number;
  /** The height of a linear code's bars in pixels; a QR code's own is its width. */
  readonly barsPx?: number;
  readonly name: 'linear' | 'square';
};

/** A code, black on white in either theme, its quiet zone included. */
export function SymbolDrawing({ symbol, label, modulePx, quiet, barsPx, name }: SymbolDrawingProps) {
  const quietAbove = barsPx === undefined ? quiet : 0;
  const width = symbol.width + 2 * quiet;
  const height = symbol.height + 2 * quietAbove;
  return (
    <svg
      className={styles.symbol}
      width={width * modulePx}
      height={barsPx ?? height * modulePx}
      viewBox={`${-quiet} ${-quietAbove} ${width} ${height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      data-symbol={name}
    >
      <path d={symbol.path} />
    </svg>
  );
}
