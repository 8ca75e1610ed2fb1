'use client'

import { Notice } from '@/components/ui/notice'
import type { SessionState } from '@/lib/workshops/codes'
import type { RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from './register-words'

type Values = Record<string, string | number>
type Props = {
  view: RegisterView
  status: SessionState
  justCancelled: boolean
  restored: number
  pendingAny: boolean
  stale: boolean
  lockedValues?: Values
}

/** What she must know before the first row: returned and why, locked and why, brought back from last time. */
export function RegisterNotices({
  view,
  status,
  justCancelled,
  restored,
  pendingAny,
  stale,
  lockedValues = {},
}: Props) {
  const { t, say, refusal } = useRegisterWords()
  const { kind } = t
  return (
    <div className="grid gap-2 empty:hidden">
      {justCancelled ? <Notice kind="success" kindLabel={kind.success} live title={t.cancelledDone} /> : null}
      {(status === 'RETURNED' || status === 'REOPENED') && view.returnReason ? (
        <Notice
          kind="warn"
          kindLabel={kind.warn}
          title={status === 'RETURNED' ? t.returned : t.status.REOPENED}
        >
          <bdi className="whitespace-pre-line">{view.returnReason}</bdi>
        </Notice>
      ) : null}
      {view.status === 'CANCELLED' ? (
        <Notice kind="info" kindLabel={kind.info} title={t.cancelled}>
          {view.cancelReason ? say(t.cancelledWhy, { reason: view.cancelReason }) : null}
        </Notice>
      ) : null}
      {view.lockedCode && view.status !== 'CANCELLED' ? (
        <Notice kind="info" kindLabel={kind.info} title={view.status === 'APPROVED' ? t.approved : t.locked}>
          {view.status === 'APPROVED' ? t.approvedNext : refusal(view.lockedCode, lockedValues)}
        </Notice>
      ) : null}
      {view.bySms && view.lockedCode === null && status === 'HELD' ? (
        <Notice kind="warn" kindLabel={kind.warn} title={t.bySms}>
          {t.bySmsNext}
        </Notice>
      ) : null}
      {view.lockedCode === null && status === 'SUBMITTED' ? (
        <Notice kind="success" kindLabel={kind.success}>
          {t.submittedOpen}
        </Notice>
      ) : null}
      {stale ? (
        <Notice kind="warn" kindLabel={kind.warn} live>
          <p>{t.save.stale}</p>
          <ReloadAct />
        </Notice>
      ) : null}
      {restored > 0 && (view.lockedCode !== null || pendingAny) ? (
        <Notice kind="warn" kindLabel={kind.warn} live>
          {say(view.lockedCode ? t.save.restoredLocked : t.save.restored, { n: restored })}
        </Notice>
      ) : null}
    </div>
  )
}

/** Refusals that mean: the group has changed since this page was opened. */
const ROSTER_MOVED = ['E-ATT-01', 'E-ATT-03', 'E-ATT-06']

/** The server said no, and why. */
export function RefusedNotice({ code, values }: { code: string; values: Values }) {
  const { t, refusal } = useRegisterWords()
  return (
    <Notice kind="error" kindLabel={t.kind.error} live title={t.refused}>
      {refusal(code, values)}
      {ROSTER_MOVED.includes(code) ? <ReloadAct /> : null}
    </Notice>
  )
}

/** Opens the sheet anew; marks that are not sent yet are kept on the device and come back. */
function ReloadAct() {
  const { t } = useRegisterWords()
  return (
    <button
      type="button"
      className="min-h-touch font-semibold text-lapis underline underline-offset-4"
      onClick={() => window.location.reload()}
    >
      {t.save.reload}
    </button>
  )
}
