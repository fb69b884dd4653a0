import { Document, isMap, isScalar, parseDocument } from 'yaml';

/** Comments above the lines that were taken out. */
const TAKEN_HEAD = '# What case.yaml said of this file. To have it again, put it below "articles:" there.\n';

/** The text of a new `case.yaml`. */
export function newCaseYaml(title: string, about?: string): string {
  const document = new Document({ title, ...(about === undefined ? {} : { about }) });
  const text = document.toString({ lineWidth: 100 });
  return `${text}# Names for one thing, the one to show first:
# aliases:
#   - [Department of Public Works, DPW]
# What is known of a file in articles/ and does not stand in it:
# articles:
#   herald.txt:
#     outlet: The Herald
#     published: 2021-05-06
`;
}

/**
 * `case.yaml` without what it says of a file and its parts, and what was taken out. All else stays as it was, to the byte
 * where the lines stand by themselves; comments inside go with them. Nothing comes back where it says nothing of the file.
 */
export function withoutArticle(yaml: string, source: string): { yaml: string; taken: string } | undefined {
  const keys = keysOf(yaml, source);
  if (keys.length === 0) return undefined;
  let text = yaml;
  let taken = TAKEN_HEAD;
  for (const key of keys) {
    const cut = cutLines(text, key);
    taken += cut?.taken ?? stringified(text, key);
    text = cut?.yaml ?? edited(text, key);
  }
  return { yaml: text, taken };
}

const parse = (yaml: string) => parseDocument(yaml, { schema: 'failsafe', keepSourceTokens: true });

/** The keys below `articles` that mean this file: its name, and its name with a part. */
function keysOf(yaml: string, source: string): string[] {
  const articles = parse(yaml).get('articles');
  if (!isMap(articles)) return [];
  const name = source.normalize('NFC');
  return articles.items
    .map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    .filter((key) => key.normalize('NFC') === name || key.normalize('NFC').startsWith(`${name}#`));
}

/** Takes out whole lines: from the key to the next line that is indented as little. Only where that gives what it should. */
function cutLines(yaml: string, key: string): { yaml: string; taken: string } | undefined {
  const articles = parse(yaml).get('articles');
  if (!isMap(articles) || articles.flow === true) return undefined;
  const start = articles.items.find((item) => isScalar(item.key) && item.key.value === key)?.key as
    | { readonly range?: readonly number[] }
    | undefined;
  const at = start?.range?.[0];
  if (at === undefined) return undefined;
  const from = yaml.lastIndexOf('\n', at - 1) + 1;
  if (yaml.slice(from, at).trim() !== '') return undefined;
  const indent = at - from;
  let to = endOfLine(yaml, at);
  for (let next = to; next < yaml.length; ) {
    const end = endOfLine(yaml, next);
    const line = yaml.slice(next, end);
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break;
    next = end;
    if (line.trim() !== '') to = end;
  }
  const rest = yaml.slice(0, from) + yaml.slice(to);
  const taken = yaml.slice(from, to);
  const same = JSON.stringify(parse(rest).toJS()) === JSON.stringify(parse(edited(yaml, key)).toJS());
  return same ? { yaml: rest, taken: taken.endsWith('\n') ? taken : `${taken}\n` } : undefined;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** Where the lines can't be cut (`articles: {a.txt: …}`): the document is written anew; comments stay. */
function edited(yaml: string, key: string): string {
  const document = parse(yaml);
  document.deleteIn(['articles', key]);
  const articles = document.get('articles');
  if (isMap(articles) && articles.items.length === 0) document.set('articles', '');
  return document.toString({ lineWidth: 0 });
}

function stringified(yaml: string, key: string): string {
  const document = parse(yaml);
  return new Document({ [key]: document.getIn(['articles', key], true) }).toString({ lineWidth: 0 });
}
