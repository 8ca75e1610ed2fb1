import { isGroupOp } from '@/lib/hamyar/op-kinds'
import type { Locale } from '@/lib/shared/locale'
import { tehranDay, tehranTime } from '@/lib/shared/tehran'
import type { PackSession } from '@/lib/sync/pack'
import type { SessionState } from '@/lib/workshops/codes'
import type { SheetValues } from '@/lib/workshops/register'
import { withOp } from '@/lib/workshops/register-sync'
import type { Mark, RegisterView } from '@/lib/workshops/register-view'
import type { RegisterOp } from '@/lib/workshops/schema'
import type { KeptOp } from './outbox'
import type { Line } from './pack'

/** What the office has on this sheet, as far as the phone knows. */
export function officeValues(session: PackSession): SheetValues {
  return {
    marks: Object.fromEntries(Object.entries(session.marks).map(([person, mark]) => [person, bare(mark)])),
    head: session.headCount,
    topic: session.topic ?? '',
    note: session.note ?? '',
    mismatch: session.mismatch ?? '',
    guests: session.guests,
  }
}

function bare(mark: Mark | null): Mark | null {
  return mark && { code: mark.code, late: mark.late, early: mark.early, reason: mark.reason }
}

/** Her operations that the office's sheet does not show yet, in order. */
const lyingOver = (ops: readonly KeptOp[]) => ops.filter((op) => !op.seen)

const taps = (ops: readonly KeptOp[]): RegisterOp[] =>
  lyingOver(ops).flatMap(({ sync: { op } }) => (op.kind === 'act' || isGroupOp(op) ? [] : [op]))

export function sheetValues(session: PackSession, ops: readonly KeptOp[]): SheetValues {
  const onSheet = (op: RegisterOp) => !('person' in op) || op.person in session.marks
  return taps(ops).filter(onSheet).reduce(withOp, officeValues(session))
}

/** She chose to count later, and the office has not heard yet. */
export function countsLater(ops: readonly KeptOp[]): boolean {
  const head = taps(ops).findLast((op) => op.kind === 'head')
  return head?.kind === 'head' && head.count === null
}

/** How the sheet stands with what she has done on this phone. */
export function sheetStatus(session: PackSession, ops: readonly KeptOp[]): SessionState {
  const act = lyingOver(ops).findLast(({ sync }) => sync.op.kind === 'act')?.sync.op
  if (act?.kind === 'act' && act.outcome === 'submit') return 'SUBMITTED'
  if (act?.kind === 'act' && act.outcome === 'cancel') return 'CANCELLED'
  const status = session.status as SessionState
  return status === 'SCHEDULED' && taps(ops).length > 0 ? 'HELD' : status
}

/** A sheet that had not begun when it was taken along opens by the office's clock. */
function lockedCode(
  { lockedCode: code, dayIso, startTime }: PackSession,
  officeNowMs: number,
): string | null {
  if (code !== 'E-SES-05') return code
  const now = new Date(officeNowMs)
  return `${dayIso} ${startTime}` <= `${tehranDay(now)} ${tehranTime(now)}` ? null : code
}

/** The register's view out of the pack, with her own operations over it. */
export function viewOf(
  { group, session }: Line,
  ops: readonly KeptOp[],
  locale: Locale,
  officeNowMs: number,
): RegisterView {
  const values = sheetValues(session, ops)
  const fa = locale === 'fa'
  const cancelled = lyingOver(ops).findLast(({ sync }) => sync.op.kind === 'act')?.sync.op
  return {
    sessionId: session.sessionId,
    version: session.version,
    status: sheetStatus(session, ops),
    seq: session.seq,
    moduleTitle: fa ? session.moduleTitleFa : session.moduleTitleEn,
    placeName: fa ? group.placeFa : group.placeEn,
    countyName: fa ? group.countyFa : group.countyEn,
    dayIso: session.dayIso,
    startTime: session.startTime,
    netMinutes: session.netMinutes,
    graceMinutes: group.graceMinutes,
    headCount: values.head,
    topic: values.topic || null,
    note: values.note || null,
    mismatch: values.mismatch || null,
    returnReason: session.returnReason,
    cancelReason:
      cancelled?.kind === 'act' && cancelled.outcome === 'cancel'
        ? (cancelled.cancelReason ?? null)
        : session.cancelReason,
    lockedCode: lockedCode(session, officeNowMs),
    people: group.people
      .filter((person) => person.personId in session.marks)
      .map((person) => ({ ...person, mark: values.marks[person.personId] ?? null })),
    guests: values.guests,
  }
}

/** The operation of the office's that a tap replaces knowingly. */
export function standing(session: PackSession, op: KeptOp['sync']['op']): string | null {
  switch (op.kind) {
    case 'mark':
    case 'unmark':
      return session.marks[op.person]?.op ?? session.taken?.[op.person] ?? null
    case 'head':
      return session.heads.head
    case 'details':
      return session.heads.details
    case 'act':
      return session.heads.act
    case 'guest':
      return null
    // Of a hamyar group, which has no sheet.
    default:
      return null
  }
}
