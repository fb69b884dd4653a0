/** The project's own question sets: invented news cases, each with the folder of its articles and its gold questions. */

/** Learned from (`npm run train`). */
export const TRAINED = [
  'river-spill',
  'city-hall',
  'app-privacy',
  'bank-fraud',
  'bridge-collapse',
  'doping-ban',
  'ferry-contract',
  'mine-permit',
  'prison-phones',
  'school-closure',
  'exam-leak',
  'statue-return',
  'press-raid',
  'airline-outage',
  'clinic-breach',
  'stadium-vote',
  'rocket-loss',
  'charity-audit',
] as const;

/** Never learned from. */
export const HELD_OUT = [
  'harbour-strike',
  'vaccine-recall',
  'stolen-painting',
  'chess-row',
  'song-suit',
  'wolf-cull',
] as const;

/** Where a set is. */
export const dirOf = (name: string): string => `bench/cases/${name}`;
export const goldOf = (name: string): string => `bench/questions/${name}.jsonl`;
