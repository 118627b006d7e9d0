/** Keys that move between the page's own controls and press them. Everything else a browser would do is not done. */
const OURS: ReadonlySet<string> = new Set(['Tab', 'Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/** What leads away from the page, or takes something out of it. */
const NEVER = ['contextmenu', 'selectstart', 'dragstart', 'drop', 'dragover', 'auxclick'] as const;

/** Keeps customers on the page: no menu, no selection, no drag, no zoom, no keys of the browser. Typing into a field is left alone. */
export function lockPage(window: Window): void {
  const { document } = window;
  for (const name of NEVER) document.addEventListener(name, (event) => isField(event.target) || event.preventDefault());
  document.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  document.addEventListener('touchmove', (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  document.addEventListener('keydown', (event) => {
    const isTyping = isField(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d/.test(event.key);
    if (!isTyping && !(OURS.has(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey)) event.preventDefault();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement;
}
