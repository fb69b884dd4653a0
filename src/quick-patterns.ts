import { setFlagsFromString } from 'node:v8';

// Imported first by the programs. The patterns that read articles are long, and V8 spends more time on polishing the byte code of
// each for its one or two runs (at the third there is machine code) than on all the rest of it: a fifth of a second at a start.
// The flag is only looked at when a pattern is compiled, so that it may be set while the program runs. An engine that doesn't
// know it would print so: it is set where it is known to be there.
if (Number.parseInt(process.versions.v8, 10) <= 13) setFlagsFromString('--no-regexp-peephole-optimization');
