import '../../src/quick-patterns.ts';
import { writeSync } from 'node:fs';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { openDesk } from '../../src/open-desk.ts';

// Starts as a bot on a platform does, answers one question and ends.
const config = readConfig({ STATE_DIR: process.argv[2], WATCH: 'off' });
const { desk, live, state } = await openDesk(config, createLog('warn'));
const place = { platform: 'slack', team: 'T1', channel: 'C1', direct: true } as const;
const answer = await desk.ask({
  eventId: String(process.pid),
  place,
  person: { id: 'U1', manages: false },
  text: 'when was the summons sent?',
});
writeSync(1, `${answer?.reply.kind}\n`);
const { home } = await state.stats().catch(() => ({ home: 'no storage yet' }));
writeSync(1, `${home}\n`);
await desk.close();
await live.close();
