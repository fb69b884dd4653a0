import type { BodyText } from '../body-text.ts';
import { type Element, isBlock } from '../html/tree.ts';
import { htmlToBody } from '../html-fragment.ts';
import { SEAMS, withoutSeams } from './seams.ts';

/** Elements that mail programs put a signature into. */
const SIGNATURE =
  /(?:^|\s)(?:gmail_signature(?:_prefix)?|moz-signature|protonmail_signature_block|ms-outlook-mobile-signature|signature)(?:\s|$)/i;
/** Lines for the list of messages ("preheaders") are hidden by size, as programs for mail ignore other ways. */
const TOO_SMALL =
  /(?:^|[;\s])(?:font-size\s?:\s?[01](?:px|pt|em)?|max-height\s?:\s?0(?:px)?|max-width\s?:\s?0(?:px)?|opacity\s?:\s?0|mso-hide\s?:\s?all)\s?(?:;|!|$)/i;

/** The HTML of a mail as text, with seams around quotes and signatures. */
export function mailHtmlToBody(html: string): BodyText {
  return htmlToBody(withoutSeams(html), (root) => {
    const left: Element[] = [];
    const visit = (element: Element): void => {
      const children: (Element | string)[] = [];
      const add = (mark: string): number => children.push(lineOf(mark, element));
      for (const child of element.children) {
        if (typeof child === 'string') {
          children.push(child);
          continue;
        }
        if (TOO_SMALL.test(child.attributes.style ?? '') && !holdsBlocks(child)) left.push(child);
        else visit(child);
        const names = `${child.attributes.class ?? ''} ${child.attributes.id ?? ''}`;
        const [open, close] =
          child.name === 'blockquote'
            ? [SEAMS.quote, SEAMS.endQuote]
            : SIGNATURE.test(names)
              ? [SEAMS.signature, SEAMS.endSignature]
              : [];
        if (open !== undefined) add(open);
        children.push(child);
        if (close !== undefined) add(close);
      }
      element.children.length = 0;
      for (const child of children) element.children.push(child);
    };
    visit(root);
    return left;
  });
}

/** Layouts set sizes to nothing on outer cells too, against gaps between them; what they hold has sizes of its own. */
function holdsBlocks(element: Element): boolean {
  return element.children.some((child) => typeof child !== 'string' && isBlock(child.name) && child.name !== 'br');
}

function lineOf(mark: string, parent: Element): Element {
  return { name: 'p', attributes: {}, children: [mark], parent, depth: parent.depth + 1 };
}
