import type { TwinLabels } from './paper-twin/labels'

type Texts<K extends string> = Record<K, string>

/**
 * Every word of the register screen, resolved on the server: messages/<locale>/register.json as it stands, and the
 * sentences of the error codes. Values stand in braces and are filled in by `sentence`.
 */
export type RegisterLabels = Texts<
  | 'title'
  | 'openTitle'
  | 'allPresent'
  | 'restPresent'
  | 'list'
  | 'hours'
  | 'mayMiss'
  | 'mayMissNone'
  | 'undo'
  | 'undone'
  | 'submit'
  | 'resubmit'
  | 'submitted'
  | 'submittedNext'
  | 'submittedOpen'
  | 'cancelled'
  | 'cancelledDone'
  | 'cancelledWhy'
  | 'returned'
  | 'bySms'
  | 'bySmsNext'
  | 'back'
  | 'locked'
  | 'approved'
  | 'approvedNext'
  | 'empty'
  | 'emptyNext'
  | 'refused'
  | 'refusedUnknown'
> & {
  head: Texts<
    | 'question'
    | 'hint'
    | 'more'
    | 'fewer'
    | 'none'
    | 'open'
    | 'later'
    | 'laterSet'
    | 'erase'
    | 'done'
    | 'pad'
    | 'match'
    | 'differs'
  >
  counts: Texts<'present' | 'late' | 'absent' | 'unmarked' | 'guests' | 'spoken' | 'bar'>
  mark: Texts<'PRESENT' | 'LATE' | 'LEFT_EARLY' | 'ABSENT' | 'EXCUSED' | 'both' | 'none'>
  minutes: Texts<
    'button' | 'open' | 'late' | 'early' | 'zero' | 'other' | 'typed' | 'grace' | 'clear' | 'close'
  >
  reason: Texts<'group' | 'WORK' | 'CHILDCARE' | 'TRAVEL' | 'PERSONAL'>
  save: Texts<
    | 'none'
    | 'stored'
    | 'unsaved'
    | 'now'
    | 'saving'
    | 'confirmed'
    | 'unsent'
    | 'unsentOpen'
    | 'retry'
    | 'network'
    | 'server'
    | 'signedOut'
    | 'words'
    | 'signIn'
    | 'restored'
    | 'restoredLocked'
    | 'stale'
    | 'reload'
  >
  attention: Texts<'title' | 'head' | 'count' | 'show' | 'why' | 'recount' | 'yes' | 'no'>
  conflict: Texts<'title' | 'lead' | 'mine' | 'theirs' | 'allMine' | 'allTheirs' | 'send' | 'left' | 'empty'>
  details: Texts<
    | 'title'
    | 'topic'
    | 'note'
    | 'hint'
    | 'optional'
    | 'guest'
    | 'guestName'
    | 'guestAdd'
    | 'guestHint'
    | 'guestDrop'
    | 'guestMark'
  >
  cancel: Texts<'open' | 'title' | 'lead' | 'loses' | 'reason' | 'send' | 'keep'> & {
    quick: Texts<'closed' | 'facilitator' | 'nobody' | 'weather'>
  }
  card: Texts<'today' | 'next' | 'start' | 'continue' | 'see' | 'fix' | 'people' | 'none' | 'noneToday'>
  status: Texts<
    'SCHEDULED' | 'HELD' | 'SUBMITTED' | 'RETURNED' | 'APPROVED' | 'REOPENED' | 'CANCELLED' | 'RESCHEDULED'
  >
  sheet: Texts<
    | 'table'
    | 'row'
    | 'name'
    | 'mark'
    | 'reason'
    | 'hours'
    | 'summary'
    | 'head'
    | 'notCounted'
    | 'mismatch'
    | 'topic'
    | 'note'
    | 'history'
    | 'noHistory'
    | 'flags'
    | 'flagMismatch'
    | 'flagLater'
    | 'flagUniform'
    | 'flagUnmarked'
    | 'guests'
    | 'flagGuests'
  >
  kind: Texts<'info' | 'warn' | 'error' | 'success'>
  errors: Record<string, string>
  /** Reading the sheet from paper; where it is left out, the screen does not offer it. */
  paper?: TwinLabels
}
