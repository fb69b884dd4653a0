import { parseFile } from './article.ts';
import { serveParses } from './parse-server.ts';

// The program that a parse pool starts: it parses one file after the other and can be killed at any time.
serveParses(({ source, bytes, limits }) => parseFile(source, bytes, {}, limits), Number(process.argv[2]));
