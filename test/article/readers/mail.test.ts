import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toArticles } from '../../../src/article/article.ts';
import { type ReadResult, UnreadableFile } from '../../../src/article/readers/index.ts';
import { mailReader } from '../../../src/article/readers/mail.ts';
import { recall } from '../../support/recall.ts';

const root = join(process.cwd(), 'test/fixtures/readers/mail');

describe('mail fixtures', () => {
  it.each(readdirSync(root))('%s', async (slug) => {
    const bytes = readFileSync(join(root, slug, 'source.eml'));
    const { articles, skipped, notes } = toArticles(`${slug}.eml`, bytes, await mailReader.read(bytes));
    expect(skipped).toEqual([]);
    expect(articles).toHaveLength(1);
    const article = articles[0]!;
    const metadata = Object.fromEntries(Object.entries(article.metadata).map(([key, { value }]) => [key, value]));
    expect({ metadata, notes: notes.map(({ note }) => note) }).toEqual(
      JSON.parse(readFileSync(join(root, slug, 'expected.json'), 'utf8')),
    );
    const found = recall(readFileSync(join(root, slug, 'expected.txt'), 'utf8'), article);
    expect(found.recall < 0.98 ? found.missing : []).toEqual([]);
    expect(found.residue > 0.02 ? found.extra : []).toEqual([]);
  });

  it.each(readdirSync(root))('%s names no recipient', async (slug) => {
    const bytes = readFileSync(join(root, slug, 'source.eml'));
    for (const { text } of await mailReader.read(bytes)) {
      expect(text).not.toMatch(
        /(?:reader\.kim|lena\.vos|pictures|tobe\.okafor|robin\.sayle|someone\.else|other\.one|culture)@/i,
      );
    }
  });
});

const encode = (text: string): Uint8Array => new TextEncoder().encode(text.replace(/\n/g, '\r\n'));
const read = async (text: string | Uint8Array): Promise<readonly ReadResult[]> =>
  mailReader.read(typeof text === 'string' ? encode(text) : text);
const one = async (text: string): Promise<ReadResult> => (await read(text))[0]!;
const kept = async (text: string): Promise<string> => {
  const bytes = encode(text);
  const { articles } = toArticles('a.eml', bytes, await mailReader.read(bytes));
  return articles.flatMap(({ blocks, text: all }) => blocks.map(({ start, end }) => all.slice(start, end))).join('\n');
};
const HEAD = 'From: Ann Poe <ann@post.example>\nTo: desk@paper.example\nDate: Sun, 31 Dec 2023 23:50:00 -0800\n';
const STORY = 'The bridge over the Wend closes on Monday for nine days, the town said in a short statement.';

describe('mailReader', () => {
  it.each([
    ['Re: Fwd: [EXTERNAL] The bridge', 'The bridge'],
    ['AW: WG: The bridge', 'The bridge'],
    ['Re[2]: The bridge', 'The bridge'],
    ['=?iso-8859-1?Q?Br=FCcke?= =?utf-8?B?IOKAkyBuZXVu?=', 'Brücke – neun'],
    ['Reading: an hour a day', 'Reading: an hour a day'],
    ['Refugees: what now?', 'Refugees: what now?'],
  ])('reads the subject %s as %s', async (subject, title) => {
    expect((await one(`${HEAD}Subject: ${subject}\n\n${STORY}\n`)).metadata.title).toBe(title);
  });

  it('takes the day as written in the zone of the sender', async () => {
    expect((await one(`${HEAD}Subject: A\n\n${STORY}`)).metadata.published).toBe('2023-12-31');
  });

  it('says what is odd about a date', async () => {
    const result = await one(`From: Ann Poe <ann@post.example>\nDate: soon\nSubject: A\n\n${STORY}`);
    expect(result.metadata.published).toBeUndefined();
    expect(result.problems).toEqual(['mail date "soon" is not a date']);
  });

  it.each([
    ['Ann Poe <ann@post.example>', '', { author: 'Ann Poe' }],
    ['"Poe, Ann" <ann@post.example>', '', { author: 'Ann Poe' }],
    ['The Post <newsletter@post.example>', '', { outlet: 'The Post' }],
    ['The Post <the@post.example>', 'List-Id: <a.post.example>\n', { outlet: 'The Post' }],
    ['Ann Poe at The Post <ann@post.example>', '', { author: 'Ann Poe', outlet: 'The Post' }],
    ['ann@post.example', '', {}],
    ['"ann@post.example" <ann@post.example>', '', {}],
  ])('reads the sender %s', async (from, extra, expected) => {
    const { author, outlet } = (await one(`From: ${from}\n${extra}Subject: A\n\n${STORY}`)).metadata;
    expect({ ...(author && { author }), ...(outlet && { outlet }) }).toEqual(expected);
  });

  it('takes a long note above a forwarded message for a note, and says so', async () => {
    const note = 'word '.repeat(70);
    const result = await one(
      `${HEAD}Subject: Fwd: A\n\n${note}\n\n---------- Forwarded message ---------\nFrom: The Post <x@post.example>\nDate: 3 May 2020\nSubject: B\nTo: a@b.example\n\n${STORY}`,
    );
    expect(result.text).toBe(STORY);
    expect(result.metadata).toEqual({ title: 'B', author: 'The Post', published: '2020-05-03' });
    expect(result.problems).toEqual(['has 70 words above the forwarded message, which are not read']);
  });

  it('follows a message that was forwarded twice', async () => {
    const forward = (subject: string, rest: string): string =>
      `-------- Forwarded Message --------\nSubject: ${subject}\nDate: Mon, 4 May 2020 10:00:00 +0200\nFrom: Lee Ray <l@b.example>\nTo: Max <max@b.example>\n\n${rest}`;
    const result = await one(`${HEAD}Subject: Fwd: A\n\n${forward('Fwd: A', forward('A', STORY))}`);
    expect(result.text).toBe(STORY);
    expect(result.metadata.author).toBe('Lee Ray');
  });

  it('keeps copies of headers that a story shows', async () => {
    const story = `${`${STORY}\n\n`.repeat(4)}From: A. Smith\nSent: 3 May 2020\nTo: B. Jones\nSubject: Delete this\n\nDelete it all.\n\n${STORY}`;
    expect((await one(`${HEAD}Subject: The leaked mails\n\n${story}`)).text).toBe(story);
  });

  it('drops what an answer in HTML quotes, wherever it stands', async () => {
    const text = await kept(
      `${HEAD}Subject: Re: A\nContent-Type: text/html\n\n<div>On Mon, 3 Oct 2022 at 16:12 Max &lt;max@b.example&gt; wrote:<br></div><blockquote type="cite"><p>Will it close on Sunday?</p></blockquote><p>${STORY}</p>`,
    );
    expect(text).toBe(STORY);
  });

  it('keeps a quoted line of a message that is no answer', async () => {
    expect(await kept(`${HEAD}Subject: A\n\n${STORY}\n\n> We will be back, said the mayor.\n`)).toContain(
      'We will be back',
    );
  });

  it.each([
    'On 6 April 2017 the minister wrote: the bridge is safe.',
    'On Thursday, the mayor wrote:\nThe bridge is safe.',
    'Thank you for nothing, said the mayor to the builders of the bridge.',
    'Copyright reform was on the agenda of the parliament in Strasbourg that week, and it passed.',
    'Unsubscribe rates at the town’s newsletter fell by half in May, the mayor told the council.',
    'Unsubscribed listeners may still hear the show, the station said in its programme for May and June, and many more people do than one may think who have never heard of any of this or of anything else that the station does on a weekday evening, or on Sundays, at ten or so.',
  ])('keeps the sentence %j', async (sentence) => {
    expect((await kept(`${HEAD}Subject: A\n\n${STORY}\n\n${sentence}\n\n${STORY}`)).replace(/\s+/g, ' ')).toContain(
      sentence.replace(/\s+/g, ' '),
    );
  });

  it.each([
    ['-- \nAnn Poe\nThe Post, 3 High Street', 'signature'],
    ['Best regards,\nAnn Poe', 'signature'],
    ['Sent from my iPhone', 'signature'],
    ['Unsubscribe | Manage preferences', 'newsletter footer'],
    ['Unsubscribe here: https://post.example/u', 'newsletter footer'],
    ['View this email in your browser', 'link to the web version'],
    [
      'You received this message because you are subscribed to the Google Groups "harbour" group.\nTo unsubscribe from this group, send an email to harbour+unsubscribe@groups.example.',
      'mailing list footer',
    ],
    ['DISCLAIMER: this mail may be confidential.', 'confidentiality notice'],
    ['[image: Logo]', 'picture'],
  ])('takes %j away as %s', async (residue, reason) => {
    const { text, removed } = await one(`${HEAD}Subject: A\n\n${STORY}\n\n${STORY} Again.\n\n${residue}\n`);
    expect(removed.map((span) => span.reason)).toContain(reason);
    expect(text.slice(removed[0]!.start, removed.at(-1)!.end)).toBe(residue);
  });

  it('marks headings in HTML at their place', async () => {
    const html = `${HEAD}Subject: A\nContent-Type: text/html; charset=utf-8\n\n<p>Hi desk@paper.example</p><h2>The bridge</h2><p>${STORY}</p><div class="gmail_signature">Ann Poe</div>`;
    const { text, marks, removed } = await one(html);
    expect(marks.map(({ start, end, kind }) => [kind, text.slice(start, end)])).toEqual([['heading', 'The bridge']]);
    expect(removed.map(({ start, end, reason }) => [reason, text.slice(start, end)])).toEqual([
      ['signature', 'Ann Poe'],
    ]);
    expect(text).not.toContain('desk@');
  });

  it('prefers the plain part where it says more', async () => {
    const text = (html: string): string =>
      `${HEAD}Subject: A\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n${STORY}\n\n--b\nContent-Type: text/html\n\n${html}\n--b--\n`;
    expect((await one(text('<p>Your program cannot show this.</p>'))).text).toBe(STORY);
    expect((await one(text(`<h1>The bridge</h1><p>${STORY}</p>`))).text).toBe(`The bridge\n\n${STORY}`);
  });

  it('reads each message of a digest as an article of its own', async () => {
    const message = (subject: string): string =>
      `From: Ann Poe <ann@post.example>\nSubject: ${subject}\n\n${STORY} ${subject}.\n`;
    const digest = `${HEAD}Subject: Digest\nContent-Type: multipart/digest; boundary=b\n\n--b\n\n${message('One')}\n--b\n\n${message('Two')}\n--b\n\n${message('Two')}\n--b--\n`;
    const results = await read(digest);
    expect(results.map(({ metadata }) => metadata.title)).toEqual(['One', 'Two']);
    expect(results.every(({ part }) => /^[0-9a-f]{8}$/.test(part ?? ''))).toBe(true);
  });

  it('mends windows-1252 that calls itself ISO 8859-1', async () => {
    const bytes = Buffer.from(
      `${HEAD}Subject: A\nContent-Type: text/plain; charset=iso-8859-1\n\n\x93Closed\x94 \x96 for nine days, it said.`,
      'latin1',
    );
    expect((await read(bytes))[0]!.text).toBe('“Closed” – for nine days, it said.');
  });

  it('reads past the first line of mailbox files', async () => {
    expect(
      (await one(`\n\nFrom ann@post.example Mon Jan  1 00:00:00 2024\n${HEAD}Subject: A\n\n${STORY}`)).metadata.title,
    ).toBe('A');
  });
});

describe('mail that cannot be read', () => {
  it.each([
    ['a text', 'Just some words.\nAnd more of them.', /^is not a mail message/],
    ['nothing', '', /^is not a mail message/],
    ['no text', `${HEAD}Subject: A\n\n   \n`, /^has no text$/],
    [
      'attachments alone',
      `${HEAD}Subject: A\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==\n`,
      /^has no text of its own, only 1 attachment \(a\.pdf\)/,
    ],
    ['S/MIME', `${HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n`, /^is encrypted/],
    ['PGP', `${HEAD}Content-Type: multipart/encrypted; boundary=b\n\n--b--\n`, /^is encrypted/],
    ['5 MB of headers', `X-A: ${'a'.repeat(5_000_000)}\n${HEAD}\nText.`, /^has headers too long/],
    ['100,000 headers', `${'X-A: aaaaaaaaaaaaaaaa\n'.repeat(100_000)}${HEAD}\nText.`, /^has headers too long/],
    ['10,000 multiparts in each other', nested(10_000), /^has (?:parts nested too deep|more than 5000 parts)/],
    ['500 multiparts in each other', nested(500), /^has parts nested too deep/],
    ['a million lines', `${HEAD}${'\n'.repeat(1_000_000)}`, /^has more than 400,000 lines$/],
    [
      '20,000 parts',
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nA word.\n'.repeat(20_000)}--b--`,
      /^has more than 5000 parts/,
    ],
  ])('says why: %s', async (_name, text, why) => {
    await expect(read(text)).rejects.toThrow(UnreadableFile);
    await expect(read(text)).rejects.toThrow(why);
  });

  it('follows messages in messages only so far', async () => {
    let mail = `${HEAD}Subject: Last\n\n${STORY}`;
    for (let i = 0; i < 12; i++) mail = `${HEAD}Subject: ${i}\nContent-Type: message/rfc822\n\n${mail}`;
    await expect(read(mail)).rejects.toThrow(UnreadableFile);
  });

  it('shows file names without what could steer a terminal', async () => {
    const { problems } = await one(
      `${HEAD}Subject: A\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n${STORY}\n--b\nContent-Type: application/zip\nContent-Disposition: attachment; filename="=?utf-8?B?${Buffer.from('a\u001b[31m\u202eb.zip').toString('base64')}?="\n\nA\n--b--\n`,
    );
    expect(problems[0]).toMatch(/^has 1 attachment \(a \[31m b\.zip\), which is not read/);
  });

  it('never fails otherwise, on any bytes or headers', async () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'Content-Type: text/html',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: message/rfc822',
        '--b',
        '--b--',
        '',
        'From: a',
        'Date: x',
        'Subject: Re: Fwd:',
        '---------- Forwarded message ---------',
        'On Mon, 3 Oct 2022 at 16:12 A <a@b.c> wrote:',
        '> From: a@b.c',
        '-- ',
        '<blockquote><div class="gmail_signature">',
        '\ue0f0',
        '\ue0f1',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(line, { maxLength: 30 })),
        async (input) => {
          const bytes = input instanceof Uint8Array ? input : encode(input.join('\n'));
          const results = await read(bytes).catch((error: unknown) => {
            if (!(error instanceof UnreadableFile)) throw error;
            return [];
          });
          for (const { text, marks, removed } of results) {
            expect(text).not.toMatch(/[\ue0f0-\ue0f3]/);
            for (const { start, end } of [...marks, ...removed])
              expect(start >= 0 && start < end && end <= text.length).toBe(true);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

function nested(depth: number): string {
  const opened = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}x\n\n--b${i}x\n`,
  );
  return `${HEAD}${opened.join('')}\n${STORY}`;
}
