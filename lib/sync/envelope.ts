// Numbers that the phone and the office share, apart from the schema: a phone does not carry a parser for three of them.

/** The version of the envelope a phone writes. */
export const SYNC_VERSION = 1
/** Most operations of one batch as a phone makes it, and most bytes of its body. */
export const BATCH_OPS = 500
export const BATCH_BYTES = 512 * 1024
