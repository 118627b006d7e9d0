/** A page that leads to an address at once, by a script or, where scripts are off, by itself. @param address ours: letters that HTML and scripts leave alone */
export function launchPage(address: string): string {
  const inAttribute = address.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${inAttribute}"><title>Saoma</title>\n`;
}
