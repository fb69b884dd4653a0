import type { types } from '@slack/bolt';
import { SLACK_METADATA, SLACK_MODAL_TITLE } from '../limits.ts';
import { plainText } from './blocks.ts';

/** Callback id of the modal, and where its input stands. */
export const COMMENT_MODAL = { id: 'casefile_comment', block: 'comment', action: 'text' } as const;

/** Characters of a comment; a few sentences. */
const MAX_COMMENT = 1000;

/** Asks what was wrong with an answer; may be left empty. `metadata`: what is needed when it comes back. */
export function commentModal(metadata: string): types.ModalView {
  if (metadata.length > SLACK_METADATA) throw new RangeError('more metadata than a view keeps');
  return {
    type: 'modal',
    callback_id: COMMENT_MODAL.id,
    private_metadata: metadata,
    title: plainText('Not helpful', SLACK_MODAL_TITLE),
    submit: plainText('Send', SLACK_MODAL_TITLE),
    close: plainText('Skip', SLACK_MODAL_TITLE),
    blocks: [
      {
        type: 'input',
        block_id: COMMENT_MODAL.block,
        optional: true,
        label: plainText('What was missing or wrong?', 100),
        element: {
          type: 'plain_text_input',
          action_id: COMMENT_MODAL.action,
          multiline: true,
          max_length: MAX_COMMENT,
        },
      },
    ],
  };
}
