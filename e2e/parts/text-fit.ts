import type { Page } from '@playwright/test';

/** @returns each text that is cut, or that leaves the box it stands in; what is there for listeners alone is not looked at */
export function textsThatDoNotFit(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SLACK = 2; // pixels that letters may hang over

    function textsIn(element: Element): readonly ChildNode[] {
      return [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    }

    function isSeen(element: Element): boolean {
      const { width, height } = element.getBoundingClientRect();
      if (width <= SLACK || height <= SLACK || !element.checkVisibility({ visibilityProperty: true })) return false;
      return element.parentElement === null || isSeen(element.parentElement);
    }

    function boxOf(element: Element): DOMRect {
      const { display, borderTopWidth, backgroundColor } = getComputedStyle(element);
      const isBox = display !== 'inline' && (borderTopWidth !== '0px' || backgroundColor !== 'rgba(0, 0, 0, 0)');
      return isBox || element.parentElement === null ? element.getBoundingClientRect() : boxOf(element.parentElement);
    }

    function leaves(text: ChildNode, box: DOMRect): boolean {
      const letters = document.createRange();
      letters.selectNodeContents(text);
      const { left, right } = letters.getBoundingClientRect();
      return right > box.right + SLACK || left < box.left - SLACK;
    }

    return [...document.body.querySelectorAll('*')].flatMap((element) => {
      const texts = textsIn(element);
      if (texts.length === 0 || !isSeen(element)) return [];
      const isCut = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
      if (isCut) return [`cut: ${element.textContent}`];
      const box = boxOf(element);
      return texts.filter((text) => leaves(text, box)).map((text) => `leaves its box: ${text.nodeValue}`);
    });
  });
}
