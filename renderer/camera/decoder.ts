/** One picture: `data` holds four bytes a pixel (RGBA) or one (grey), row by row from the top left. */
export type Frame = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };

/** What a picture held. `text` may be a payment code and is a secret: it goes to the scanner's parser and nowhere else. */
export type Found = { readonly text: string; readonly symbology: 'qr' | 'code128' };

/** Finds a code's symbol in a picture. Stateless between pictures but for warm-up. `null`: nothing readable, which is no error. */
export interface Decoder {
  decode(frame: Frame): Promise<Found | null>;
}
