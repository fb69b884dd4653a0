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
      for (let i = element.children.length - 1; i >= 0; i--) {
        const child = element.children[i]!;
        if (typeof child === 'string') continue;
        if (TOO_SMALL.test(child.attributes.style ?? '') && !holdsBlocks(child)) left.push(child);
        else visit(child);
        const names = `${child.attributes.class ?? ''} ${child.attributes.id ?? ''}`;
        if (child.name === 'blockquote') seam(element, i, SEAMS.quote, SEAMS.endQuote);
        else if (SIGNATURE.test(names)) seam(element, i, SEAMS.signature, SEAMS.endSignature);
      }
    };
    visit(root);
    return left;
  });
}

/** Layouts set sizes to nothing on outer cells too, against gaps between them; what they hold has sizes of its own. */
function holdsBlocks(element: Element): boolean {
  return element.children.some((child) => typeof child !== 'string' && isBlock(child.name) && child.name !== 'br');
}

function seam(parent: Element, at: number, open: string, close: string): void {
  const line = (mark: string): Element => ({
    name: 'p',
    attributes: {},
    children: [mark],
    parent,
    depth: parent.depth + 1,
  });
  parent.children.splice(at, 1, line(open), parent.children[at]!, line(close));
}
