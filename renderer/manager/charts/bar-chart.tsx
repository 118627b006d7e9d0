import { scaleBand, scaleLinear } from 'd3-scale';
import { useId } from 'react';
import styles from './charts.module.css';

/** One bar of the chart. Amounts are fen. */
export type Bar = {
  readonly name: string; // for the table: `9 点`, `2026-11-22`
  readonly label: string; // under the bar; empty where there is no room
  readonly fen: number;
  readonly beforeFen: number | null; // the stretch before; null: nothing to compare
  readonly isUnfinished: boolean;
};

type BarChartProps = {
  readonly bars: readonly Bar[];
  readonly title: string;
  readonly heads: { readonly name: string; readonly now: string; readonly before: string };
  readonly yuan: (fen: number) => string;
};

const WIDTH = 676;
const HEIGHT = 214;
/** A figure of the axis, 15 px. */
const DIGIT = 9;
const BASE = 184;
const YUAN = 100;
/** Few lines: more would be a cage. */
const GRID_LINES = 3;

/** Bars of ink, the stretch before as a tick over each, what is not over yet hatched; one figure, on the highest. */
export function BarChart({ bars, title, heads, yuan }: BarChartProps) {
  const hatch = useId();
  const most = Math.max(1, ...bars.flatMap((bar) => [bar.fen, bar.beforeFen ?? 0]));
  const y = scaleLinear([0, most], [BASE, 16]).nice(GRID_LINES);
  // Lines at whole yuan alone: a day without a sale has none.
  const ticks = y.ticks(GRID_LINES).filter((tick) => tick > 0 && tick % YUAN === 0);
  const round = (fen: number) => (fen < YUAN ? yuan(fen) : yuan(fen).replace(/\.\d\d$/, ''));
  const left = 10 + DIGIT * Math.max(4, ...ticks.map((tick) => round(tick).length));
  const x = scaleBand(
    bars.map((_, index) => index),
    [left + 3, WIDTH - 3],
  ).paddingInner(0.3);
  const best = bars.reduce((high, bar, index) => (bar.fen > (bars[high]?.fen ?? 0) ? index : high), -1);
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles.paper} width="6" height="6" />
            <rect className={styles.ink} width="2.4" height="6" />
          </pattern>
        </defs>
        {ticks.map((tick) => (
          <g key={tick}>
            <path className={styles.grid} d={`M${left} ${y(tick)}H${WIDTH}`} />
            <text className={styles.axis} x={left - 8} y={y(tick) + 5} textAnchor="end">
              {round(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const [at, width] = [x(index) ?? 0, x.bandwidth()];
          const over = Math.min(5, (x.step() - width) / 2);
          return (
            <g key={bar.name}>
              {bar.fen > 0 && (
                <rect
                  className={bar.isUnfinished ? styles.hatched : styles.ink}
                  {...(bar.isUnfinished && { fill: `url(#${hatch})` })}
                  x={at}
                  y={y(bar.fen)}
                  width={width}
                  height={BASE - y(bar.fen)}
                />
              )}
              {bar.beforeFen !== null && bar.beforeFen > 0 && (
                <path className={styles.tick} d={`M${at - over} ${y(bar.beforeFen)}h${width + 2 * over}`} />
              )}
              <text className={styles.axis} x={at + width / 2} y={BASE + 22} textAnchor="middle">
                {bar.label}
              </text>
              {index === best && (
                <text className={styles.best} x={at + width / 2} y={y(bar.fen) - 7} textAnchor="middle">
                  {round(bar.fen)}
                </text>
              )}
            </g>
          );
        })}
        <path className={styles.base} d={`M${left} ${BASE + 0.5}H${WIDTH}`} />
      </svg>
      <table className={styles.spoken}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.name}</th>
            <th scope="col">{heads.now}</th>
            <th scope="col">{heads.before}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.name}>
              <th scope="row">{bar.name}</th>
              <td>{yuan(bar.fen)}</td>
              <td>{bar.beforeFen === null ? '—' : yuan(bar.beforeFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
