import { describe } from '@jest/globals';
import { memoryState } from '../../src/storage/memory-state.ts';
import { contractOf } from './state.contract.ts';

describe('memoryState', () => {
  contractOf(async () => ({ open: async (clock) => memoryState(() => clock.now), run: 'm', seals: false }));
});
