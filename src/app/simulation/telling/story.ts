import { assertNever } from '../../../basics/assert.ts';
import type { Fact, History } from '../history.ts';
import type { Violation } from '../judge.ts';
import { saleOf } from '../recorder.ts';

/** More lines nobody reads: what is in the middle is left out. */
const MOST_LINES = 40;
/** Of the lines that are told, so many from the end. */
const LAST_LINES = 26;

/** Tells a history in lines, as a person would: who did what when, about which charge. Holds no payment code. */
export function tellStory(history: History, violation: Violation): readonly string[] {
  const keys = new Map(history.ledger.map(({ orderNo, key }) => [orderNo, key]));
  const about = keys.get(violation.about) ?? violation.about;
  const lines = squeeze(history.facts.filter((fact) => concerns(fact, about, keys)).flatMap((fact) => tell(fact, keys)));
  const left = lines.length - MOST_LINES + 1; // the line that says so is one of them
  const shown = left > 0 ? [...lines.slice(0, MOST_LINES - LAST_LINES - 1), `      … ${left} more`, ...lines.slice(-LAST_LINES)] : lines;
  return [...shown, `violated: ${violation.invariant}: ${rename(violation.sentence, keys)}`];
}

/** Whether a fact belongs to the story of one charge or sale: it is about it, or about everybody. Where nobody is named, all belongs to it. */
function concerns(fact: Fact, about: string, keys: ReadonlyMap<string, string>): boolean {
  const name = 'orderNo' in fact ? (keys.get(fact.orderNo) ?? fact.orderNo) : 'place' in fact ? (fact.place.split(' ')[0] ?? '') : '';
  if (!/^s\d+\.\d/.test(name) || !/^s\d/.test(about)) return true;
  return name === about || saleOf(name) === about;
}

function tell(fact: Fact, keys: ReadonlyMap<string, string>): readonly string[] {
  const line = (who: string, what: string) => [`${(fact.atMs / 1000).toFixed(2).padStart(8)} s  ${who.padEnd(9)} ${what}`];
  const charge = 'orderNo' in fact ? (keys.get(fact.orderNo) ?? fact.orderNo) : '';
  switch (fact.kind) {
    case 'act':
      return line(fact.who, `${fact.place}: ${fact.deed}`);
    case 'mishap':
      return line('!', `${fact.mishap} at ${fact.place}`);
    case 'process':
      return line('terminal', `${fact.number} ${fact.change}`);
    case 'sent':
      return line('terminal', `${charge}: ${fact.path} leaves for ${fact.host}${fact.code === null ? '' : ` with code ${fact.code}`}`);
    case 'heard':
      return line('terminal', `${charge}: ${fact.path} is answered ${fact.says}`);
    case 'told':
      return line('terminal', `${charge}: told as ${fact.status}${fact.kept === fact.status ? '' : `, the journal has ${fact.kept}`}`);
    case 'kept':
      return line('journal', `${charge}: ${fact.status}`);
    case 'money':
      return line('acquirer', `${charge}: ${fact.amountFen} fen ${fact.moved}`);
    case 'threw':
      return line('terminal', `throws: ${fact.message}`);
    case 'stands':
    case 'listed':
    case 'scanned':
      return [];
    default:
      return assertNever(fact);
  }
}

/** What is told several times in a row, apart from the time, is told once. */
function squeeze(lines: readonly string[]): readonly string[] {
  const what = (line: string | undefined) => line?.slice(line.indexOf(' s ')) ?? '';
  return lines.filter(
    (line, index) =>
      what(line) !== what(lines[index - 1]) && (what(line) !== what(lines[index - 2]) || what(lines[index - 1]) !== what(lines[index - 3])),
  );
}

function rename(sentence: string, keys: ReadonlyMap<string, string>): string {
  return [...keys].reduce((text, [orderNo, key]) => text.replaceAll(orderNo, key), sentence);
}
