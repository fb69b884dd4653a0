import type { ParsedFile } from './article.ts';
import type { Limits } from './limits.ts';

/** What the pool asks of a parsing process. */
export interface ParseRequest {
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly limits: Limits;
}

/** What a parsing process says: once that it is there, then one answer to each request. */
export type ParseResponse = { readonly kind: 'ready' } | { readonly kind: 'parsed'; readonly parsed: ParsedFile };

export type Parse = (request: ParseRequest) => Promise<ParsedFile>;
