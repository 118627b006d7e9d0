import type { Found } from '../decoder.ts';
import { areaAround } from './bar-fields.ts';
import { isBorneOut, rowOf } from './borne-out.ts';
import { cut } from './grey.ts';
import type { LibraryReader } from './library-reader.ts';
import type { Step, StepParts } from './step.ts';

/**
 * The second opinion of `@zxing/library`, on the parts of a picture that may hold a code. It is larger than everything else of the decoder together and
 * seldom needed, so it is loaded when it is; where it cannot be had, it has nothing to say.
 */
export function libraryStep({ blurs }: StepParts): Step {
  let loading: Promise<LibraryReader | null> | null = null;
  return async (picture) => {
    if (picture.squares().length + picture.bars().length === 0) return [];
    loading ??= import('./library-reader.ts').then(
      ({ createLibraryReader }) => createLibraryReader(),
      () => null,
    );
    const reader = await loading;
    if (!reader) return [];
    const grey = picture.grey();
    const squares = picture.squares().map((area): Found | null => {
      const text = reader.readQr(cut(grey, area));
      return text === null ? null : { text, symbology: 'qr' };
    });
    const bars = picture.bars().map((field): Found | null => {
      const part = cut(grey, areaAround(field, grey));
      const seen = reader.readBars(part);
      return seen && isBorneOut(rowOf(part, seen.from, seen.to), seen.text, blurs) ? { text: seen.text, symbology: 'code128' } : null;
    });
    return [...squares, ...bars].filter((found) => found !== null);
  };
}
