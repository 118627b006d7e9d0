/** Where a host serves the page for customers. */
export const DISPLAY_PAGE = '/display/';

/** What `--kiosk` says. `address` null: this terminal's own display, beside its cashier's window. */
export type KioskFlag = { readonly address: string | null };

const FLAG = '--kiosk';
const MAX_ADDRESS = 300;

/** Takes `--kiosk [ADDRESS]` out of a command line, whose other flags either have a value or none. */
export function splitKiosk(argv: readonly string[]): { readonly kiosk: KioskFlag | null; readonly rest: readonly string[] } {
  const at = argv.findIndex((argument) => argument === FLAG || argument.startsWith(`${FLAG}=`));
  const [flag, next] = argv.slice(at);
  if (at < 0 || flag === undefined) return { kiosk: null, rest: argv };
  const inline = flag === FLAG ? null : flag.slice(FLAG.length + 1);
  const beside = inline === null && next !== undefined && !next.startsWith('-') ? next : null;
  return { kiosk: { address: inline ?? beside }, rest: [...argv.slice(0, at), ...argv.slice(at + (beside === null ? 1 : 2))] };
}

/** The page that an address as the counter shows it leads to, or null when it is none. */
export function displayAddress(text: string): string | null {
  if (text.length > MAX_ADDRESS || !/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return null;
  const { origin, username, password } = new URL(text);
  return username === '' && password === '' ? new URL(DISPLAY_PAGE, origin).href : null;
}
