import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The two weights of a language, as OpenType files. A page embeds the glyphs that it shows and no others. */
export type PageFonts = { readonly regular: Uint8Array; readonly bold: Uint8Array };

type FontFiles = { readonly module: string; readonly regular: string; readonly bold: string };

const CHINESE: FontFiles = { module: '@embedpdf/fonts-sc', regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' };
const KOREAN: FontFiles = { module: '@embedpdf/fonts-kr', regular: 'NotoSansKR-Regular.otf', bold: 'NotoSansKR-Bold.otf' };

const FONTS = { 'zh-CN': CHINESE, en: CHINESE, ko: KOREAN } as const;

/** Beside the language's own: names of shops and people may be of the other. */
const FALLBACK = { 'zh-CN': KOREAN, en: KOREAN, ko: CHINESE } as const;

export type FontLocale = keyof typeof FONTS;

/** The fonts lie in node_modules, beside the sources as beside the built core and in the packed application. */
const require = createRequire(import.meta.url);

/** Reads the fonts of a language, 17 MB. Throws when the installation is not whole. */
export async function loadFonts(locale: FontLocale): Promise<PageFonts> {
  return read(FONTS[locale]);
}

/** The fonts for what the language's own do not have. */
export async function loadFallback(locale: FontLocale): Promise<PageFonts> {
  return read(FALLBACK[locale]);
}

async function read({ module, regular, bold }: FontFiles): Promise<PageFonts> {
  const folder = path.join(path.dirname(require.resolve(module)), '../fonts');
  const [regularBytes, boldBytes] = await Promise.all([readFile(path.join(folder, regular)), readFile(path.join(folder, bold))]);
  return { regular: regularBytes, bold: boldBytes };
}
