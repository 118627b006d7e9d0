// `npm run receipts`: a picture of every paper in three languages and both widths, into docs/screens/receipts/. Each is laid out, encoded,
// sent to a printer made of software, and drawn from what that printer understood.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { escPosPrinter } from '../drivers/printer/escpos-printer.ts';
import { toBitmap } from '../drivers/printer/raster.ts';
import { tcpWire } from '../drivers/printer/tcp-wire.ts';
import { paperPage } from '../drivers/testing/paper-page.ts';
import { realClock as clock } from '../drivers/testing/real-clock.ts';
import { VirtualPrinter } from '../drivers/testing/virtual-printer.ts';
import { findBrowser } from '../src/app/window/find-browser.ts';
import { layOut } from '../src/receipt/lay-out.ts';
import { COLUMNS } from '../src/receipt/paper.ts';
import type { Receipt } from '../src/receipt/receipt.ts';
import { SAMPLE_PRINTED_AT_MS, SAMPLE_RECEIPTS } from '../src/receipt/sample-receipts.ts';
import { type PaperLanguage, receiptTextIn } from '../src/receipt/text/receipt-text-in.ts';
import { ROOT, say } from './house/root.mjs';

const SHOPS = [
  { language: 'zh-CN', profile: 'gb18030', encoding: 'gb18030', store: '人民路店', footer: '凭小票七天内可退换' },
  { language: 'en', profile: 'gb18030', encoding: 'gb18030', store: 'Renmin Road 人民路', footer: null },
  { language: 'ko', profile: 'cp949', encoding: 'euc-kr', store: '인민로 매장', footer: null },
] as const;

/** Of the sample charge: scanned from any of its papers it leads back to it. */
const ORDER_NO = 'T01D261122043000N7K3Q9WZ2';

/** What people typed, in the languages of the other shops: a Korean printer has no letters of simplified Chinese. */
const TYPED: Readonly<Record<string, { readonly en: string; readonly ko: string }>> = {
  坚果礼盒: { en: 'Box of nuts', ko: '견과 상자' },
  早班: { en: 'Early', ko: '오전' },
  晚班: { en: 'Late', ko: '오후' },
  礼品卡: { en: 'Gift card', ko: '상품권' },
  商品有问题: { en: 'Damaged', ko: '상품 불량' },
  买冰块: { en: 'Ice cubes', ko: '얼음 구입' },
};

function typedIn(receipt: Receipt, language: PaperLanguage): Receipt {
  if (language === 'zh-CN') return receipt;
  const text = Object.entries(TYPED).reduce((all, [chinese, other]) => all.replaceAll(chinese, other[language]), JSON.stringify(receipt));
  return JSON.parse(text) as Receipt;
}

const executablePath = findBrowser();
if (!executablePath) throw new Error('pictures need an installed Chromium: npm test says how to install it');
const folder = path.join(ROOT, 'docs/screens/receipts');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const wasm = readFileSync(path.join(ROOT, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

/** A ring, for a logo. */
const logo = toBitmap(96, 96, (x, y) => Math.abs(Math.hypot(x - 47.5, y - 47.5) - 36) < 8);

for (const { language, profile, encoding, store, footer } of SHOPS) {
  for (const width of [58, 80] as const) {
    const device = new VirtualPrinter({ encoding });
    const port = await device.listen();
    const wire = tcpWire({ host: '127.0.0.1', port }, { clock });
    // Where bytes for the QR are the printer's own affair on the wide paper, the narrow one gets a picture of it.
    const printer = escPosPrinter({ wire, dialect: { profile, qr: width === 58 ? 'raster' : 'native' }, answers: true, clock });
    const place = { store, terminalId: 'T01', timeZone: 'Asia/Shanghai', currency: 'CNY', footer } as const;
    const setting = { width, text: receiptTextIn(language), ...place };
    const names = Object.keys(SAMPLE_RECEIPTS);
    for (const name of names) {
      const receipt = SAMPLE_RECEIPTS[name];
      if (!receipt) continue;
      const marks = { isTraining: name === 'cash', isReprint: name === 'payment-merchant', logo: name === 'payment' ? logo : null };
      const printed = await printer.print(layOut(typedIn(receipt, language), { ...setting, ...marks, printedAtMs: SAMPLE_PRINTED_AT_MS }));
      if (!printed.ok) throw new Error(`${name}: ${printed.error.problem}`);
    }
    if (device.unknown.length > 0 || device.papers.length !== names.length) throw new Error(`not understood: ${device.unknown.join(' ')}`);
    const papers = device.papers.map((printed, index) => ({ name: names[index] ?? '', printed }));
    const page = await browser.newPage({ viewport: { width: width === 58 ? 2_400 : 3_360, height: 1_200 } });
    await page.setContent(paperPage(papers, COLUMNS[width] as 32 | 48));
    const file = `${language}-${width}mm.png`;
    const picture = await page.screenshot({ path: path.join(folder, file), fullPage: true });
    const codes = await readBarcodes(picture, { formats: ['QRCode', 'Code128'], tryHarder: true, maxNumberOfSymbols: 100 });
    const count = (format: string) => codes.filter((code) => code.text === ORDER_NO && code.format === format).length;
    if (count('QRCode') !== 5 || count('Code128') !== (width === 58 ? 0 : 2)) throw new Error(`${file}: a code cannot be read`);
    await page.close();
    await device.off();
    say(file);
  }
}
await browser.close();
