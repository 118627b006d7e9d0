import { expect, test } from 'vitest';
import { layOut } from '../../src/receipt/lay-out.ts';
import { pairText } from '../../src/receipt/lines.ts';
import { COLUMNS, DOTS, type Paper, type PaperWidth } from '../../src/receipt/paper.ts';
import type { Profile } from '../../src/receipt/profile.ts';
import { SAMPLE_PRINTED_AT_MS, SAMPLE_RECEIPTS } from '../../src/receipt/sample-receipts.ts';
import { type PaperLanguage, receiptTextIn } from '../../src/receipt/text/receipt-text-in.ts';
import { readEscPos } from '../testing/escpos-reader.ts';
import { encodePaper } from './escpos.ts';
import { qrBitmap, toBitmap } from './raster.ts';

const every = Object.keys(SAMPLE_RECEIPTS).flatMap((name) =>
  (
    [
      ['zh-CN', 'gb18030', 'gb18030'],
      ['ko', 'cp949', 'euc-kr'],
      ['en', 'cp437', 'ascii'],
    ] as const
  ).flatMap(([language, profile, encoding]) => ([58, 80] as const).map((width) => ({ name, language, profile, encoding, width }))),
);

function paperOf(name: string, language: PaperLanguage, width: PaperWidth): Paper {
  const receipt = SAMPLE_RECEIPTS[name];
  if (!receipt) throw new Error(name);
  return layOut(receipt, {
    width,
    text: receiptTextIn(language),
    store: 'Saoma 人民路店',
    terminalId: 'T01',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    isTraining: true,
    isReprint: true,
    printedAtMs: SAMPLE_PRINTED_AT_MS,
    footer: null,
    logo: toBitmap(100, 300, (x, y) => (x + y) % 3 === 0),
  });
}

/** Prints it on a printer of that encoding. @param pieceBytes how the bytes arrive */
function print(bytes: Uint8Array, encoding: 'gb18030' | 'euc-kr' | 'ascii', pieceBytes = bytes.length) {
  let drawer = 0;
  const reader = readEscPos({
    encoding,
    onQuestion: () => {},
    onDrawer: () => {
      drawer += 1;
    },
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.take(bytes.subarray(at, at + pieceBytes));
  return { papers: reader.papers(), unknown: reader.unknown, drawer };
}

test.each(every)('$name in $language on $width mm comes out as it was laid out', ({ name, language, profile, encoding, width }) => {
  const paper = paperOf(name, language, width);
  const { papers, unknown, drawer } = print(encodePaper(paper, { profile, qr: 'native' }), encoding);
  expect(unknown).toEqual([]);
  expect(drawer).toBe(0);
  expect(papers).toHaveLength(1);
  const lines = papers[0]?.lines ?? [];
  const wanted = paper.parts.flatMap((part) => {
    if (part.kind === 'pair') return [{ text: pairText(part, COLUMNS[width]), align: 'left', size: 1, bold: part.bold }];
    return part.kind === 'line' ? [part] : [];
  });
  const shown = lines.filter((line) => line.kind === 'text' && !/^-+$|^$/.test(line.text));
  expect(shown.map(({ align, bold, width }) => [align, bold, width])).toEqual(wanted.map(({ align, bold, size }) => [align, bold, size]));
  if (profile === 'gb18030') expect(shown.map((line) => line.kind === 'text' && line.text)).toEqual(wanted.map(({ text }) => text));
  for (const line of lines) if (line.kind === 'picture') expect(line.dotsWide).toBeLessThanOrEqual(DOTS[width]);
  expect(lines.find((line) => line.kind === 'picture')).toMatchObject({ dotsHigh: 300, dotsWide: 104 });
});

test('a job that arrives in pieces of seven bytes is the same paper', () => {
  const bytes = encodePaper(paperOf('payment-merchant', 'zh-CN', 80), { profile: 'gb18030', qr: 'raster' });
  expect(print(bytes, 'gb18030', 7)).toEqual(print(bytes, 'gb18030'));
});

test('the order number is a QR, and bars on the shop’s wide copy', () => {
  const codes = (width: PaperWidth) =>
    print(encodePaper(paperOf('payment-merchant', 'en', width), { profile: 'cp437', qr: 'native' }), 'ascii').papers[0]?.lines.flatMap(
      (line) => (line.kind === 'qr' || line.kind === 'bars' ? [[line.kind, line.content, line.align]] : []),
    );
  expect(codes(58)).toEqual([['qr', 'T01D261122043000N7K3Q9WZ2', 'center']]);
  expect(codes(80)).toEqual([
    ['qr', 'T01D261122043000N7K3Q9WZ2', 'center'],
    ['bars', 'T01D261122043000N7K3Q9WZ2', 'center'],
  ]);
});

test('a printer without QR gets a picture of it', () => {
  const { papers } = print(encodePaper(paperOf('payment', 'en', 58), { profile: 'cp437', qr: 'raster' }), 'ascii');
  expect(papers[0]?.lines.filter(({ kind }) => kind === 'qr')).toEqual([]);
  const wanted = qrBitmap('T01D261122043000N7K3Q9WZ2', 6);
  const picture = papers[0]?.lines.findLast((line) => line.kind === 'picture');
  expect(picture).toMatchObject({ dotsHigh: wanted.height });
  expect(Buffer.from(picture?.kind === 'picture' ? picture.rows : []).equals(Buffer.from(wanted.rows))).toBe(true);
});

test('no text is a command', () => {
  const evil: Paper = {
    width: 58,
    parts: [{ kind: 'line', text: '\x1b@\x1dV\x00\x10\x04\x01\x1bp', align: 'left', size: 1, bold: false }],
  };
  const profiles: readonly Profile[] = ['gb18030', 'cp949', 'cp437'];
  for (const profile of profiles) {
    const { papers, drawer, unknown } = print(encodePaper(evil, { profile, qr: 'native' }), 'ascii');
    expect(papers[0]).toMatchObject({ isCut: false, lines: [{ text: '@Vp' }] });
    expect([drawer, unknown]).toEqual([0, []]);
  }
});
