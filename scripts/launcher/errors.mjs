// Whatever stops the launcher is said in one sentence; the stack is shown only with TABAVAR_DEBUG=1.
import { complain } from './say.mjs'

export class Stop extends Error {}

export function explain(error) {
  if (error instanceof Stop) return error.message
  const place = error?.path ? ` ${error.path}` : ''
  switch (error?.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `No permission to ${error.syscall ?? 'use'}${place}; give this user the right to it or start as the user who owns it.`
    case 'ENOSPC':
      return `The disk is full${place ? ` (${place.trim()})` : ''}; free some space and start again.`
    case 'EMFILE':
      return 'Too many open files; raise the limit (ulimit -n) and start again.'
    default: {
      const message = String(error?.message ?? error).split('\n')[0]
      return `Something unexpected happened: ${message} (TABAVAR_DEBUG=1 shows where).`
    }
  }
}

export function report(error) {
  complain(explain(error))
  if (process.env.TABAVAR_DEBUG === '1' && error?.stack) complain(error.stack)
}

/** The last lines of a program's output, for those whose failure the reader must see to mend. */
export function tail(text, lines = 25) {
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
