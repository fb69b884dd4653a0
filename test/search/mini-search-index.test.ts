import { indexOf } from '../support/index-of.ts';
import { describeSearchIndex } from './search-index.contract.ts';

describeSearchIndex('openMiniSearchIndex', (documents) =>
  indexOf(
    documents.map(({ own }) => own),
    (id) => documents[id]?.around ?? [],
  ),
);
