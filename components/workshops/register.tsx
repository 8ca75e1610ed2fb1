'use client'

import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import type { RegisterAction } from '@/lib/workshops/register'
import { balance, blockers, counts, unsaved } from '@/lib/workshops/register-balance'
import { CancelDialog } from './cancel-dialog'
import { NumberPad } from './number-pad'
import { RegisterAnnouncer } from './register-announcer'
import { RegisterAttention } from './register-attention'
import { RegisterConflict } from './register-conflict'
import { RegisterDetails } from './register-details'
import { RegisterDone } from './register-done'
import { RegisterFoot } from './register-foot'
import { RegisterHead } from './register-head'
import { RegisterList } from './register-list'
import { RefusedNotice, RegisterNotices } from './register-notices'
import type { RegisterProps } from './register-props'
import { rowId } from './register-row'
import { RegisterWordsProvider, useRegisterWords } from './register-words'

/** The register of one session, from unmarked to submitted. */
export function Register({ labels, locale, ...rest }: RegisterProps) {
  return (
    <RegisterWordsProvider labels={labels} locale={locale}>
      <RegisterScreen {...rest} />
    </RegisterWordsProvider>
  )
}

type Pad = 'closed' | 'open' | 'asked'

function RegisterScreen({
  view,
  dayLabel,
  store,
  lockedValues,
  backHref,
  help,
  signInHref,
  after,
  kept,
}: Omit<RegisterProps, 'labels' | 'locale'>) {
  const { t, say } = useRegisterWords()
  const { register, saving, restored, keptOnDevice } = useSyncExternalStore(
    store.subscribe,
    store.snapshot,
    store.snapshot,
  )
  const untouched = view.headCount === null && view.people.every((p) => !p.mark) && view.lockedCode === null
  const counting = untouched || (kept?.typing ?? false)
  const [pad, setPad] = useState<Pad>(counting && view.people.length > 0 ? 'open' : 'closed')
  // Whether the next digit begins a number; nothing on the screen says it.
  const fresh = useRef(!kept?.typing)
  const [asking, setAsking] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const padId = useId()

  // A draft that came back has been counted already.
  useEffect(() => {
    if (restored > 0) setPad('closed')
  }, [restored])
  const sum = useMemo(() => counts(register), [register])
  const weighed = useMemo(() => balance(register), [register])
  const blocking = blockers(register)
  const waiting = kept?.changed ?? unsaved(register)
  const differs = weighed.kind === 'differs' && sum.unmarked === 0
  const warned = saving.kind === 'refused' && saving.code === 'W-ATT-05'
  // The server may find what this screen would have asked (after a conflict the marks have moved): same way out.
  const known = saving.kind === 'refused' && blocking.some((b) => 'code' in b && b.code === saving.code)
  const attention = (asking || known) && (blocking.length > 0 || differs)
  const { locked } = register
  const done = (saving.kind === 'confirmed' || saving.kind === 'kept') && saving.outcome !== 'draft'
  const cancelled = register.status === 'CANCELLED'
  const blank = locked && sum.unmarked === sum.total && register.now.head === null

  const onAct = useCallback(
    (action: RegisterAction) => {
      if (action.type === 'tap') setPad('closed')
      store.dispatch(action)
    },
    [store],
  )
  const onDigit = (digit: number) => {
    store.dispatch({ type: 'digit', digit, fresh: fresh.current })
    fresh.current = false
  }
  const openPad = (how: Pad) => {
    fresh.current = true
    setAsking(false)
    setPad(how)
  }
  // The pad goes away under the finger or the focus: a keyboard goes on at the first row, once that is drawn.
  const leavePad = () => {
    setPad('closed')
    const first = view.people[0]
    if (first)
      setTimeout(() => document.getElementById(rowId(first.personId))?.focus({ preventScroll: true }))
  }
  const allPresent = () => {
    leavePad()
    store.dispatch({ type: 'allPresent' })
  }
  const countLater = () => {
    leavePad()
    store.dispatch({ type: 'later' })
  }
  const submit = () => {
    setPad('closed')
    setAsking(blocking.length > 0)
    if (blocking.length === 0) void store.save('submit')
  }
  const confirm = () => {
    setAsking(false)
    void store.save('submit', { acknowledged: ['W-ATT-05'] })
  }

  const looseWords = [...register.pending, ...(register.sent?.ops ?? [])].some(
    (op) => op.kind === 'details' || op.kind === 'guest',
  )
  const freshGuests = register.pending.flatMap((op) => (op.kind === 'guest' ? [op.guest] : []))
  const again = register.status === 'SUBMITTED'
  const title =
    view.placeName === ''
      ? say(t.openTitle, { seq: view.seq })
      : say(t.title, { seq: view.seq, place: view.placeName })
  const inDispute = register.disputes.length > 0

  return (
    <div className="flex min-h-dvh flex-col">
      <RegisterHead
        title={title}
        line={dayLabel}
        back={{ href: backHref, label: t.back }}
        help={help}
        titleOnly={cancelled || blank}
        counts={sum}
        guests={register.now.guests.length}
        balance={weighed}
        head={register.now.head}
        locked={locked}
        padId={padId}
        padOpen={pad !== 'closed'}
        onStep={(by) => store.dispatch({ type: 'step', by })}
        onDigit={onDigit}
        onPad={() => (pad === 'closed' ? openPad('asked') : setPad('closed'))}
        onAllPresent={allPresent}
      />
      <RegisterAnnouncer register={register} />
      <div className="px-3 pt-3 sm:px-4">
        <div className="mx-auto max-w-page">
          {view.moduleTitle ? <p className="pb-2 text-sm text-ink-2">{view.moduleTitle}</p> : null}
          {kept?.above}
          <RegisterNotices
            view={view}
            status={register.status}
            justCancelled={cancelled && done}
            restored={restored}
            pendingAny={waiting > 0}
            stale={register.stale && !inDispute}
            lockedValues={lockedValues}
          />
          {inDispute ? (
            <RegisterConflict
              disputes={register.disputes}
              onChoose={(choices) => void store.choose(choices)}
            />
          ) : cancelled ? null : (
            // Focus that goes on to the names is done with counting: the pad must not hide them.
            // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus goes
            <div onFocus={() => setPad('closed')}>
              <RegisterList view={view} marks={register.now.marks} locked={locked} onAct={onAct} />
              <RegisterDetails
                values={register.now}
                freshGuests={freshGuests}
                showMismatch={differs && !attention}
                locked={locked}
                onAct={onAct}
              />
            </div>
          )}
        </div>
      </div>
      {locked || inDispute ? (
        <footer className="mx-auto mt-auto grid w-full max-w-page gap-3 px-4 py-3">
          {locked ? (
            <LinkButton href={backHref} size="field">
              {t.back}
            </LinkButton>
          ) : null}
        </footer>
      ) : (
        <RegisterFoot
          saving={saving}
          unsaved={waiting}
          looseWords={looseWords}
          keptOnDevice={keptOnDevice}
          hasRecord={register.version > 0 && sum.unmarked < sum.total}
          canUndo={register.history.length > 0}
          canSubmit={view.people.length > 0 && !(again && waiting === 0)}
          canCancel={register.status === 'SCHEDULED' || register.status === 'HELD'}
          submitLabel={again ? t.resubmit : t.submit}
          signInHref={signInHref}
          actsHidden={pad !== 'closed' || done}
          stateHidden={done}
          state={kept?.state}
          onUndo={() => store.dispatch({ type: 'undo' })}
          onSave={() => void store.save('draft')}
          onRetry={() => void store.retry()}
          onSubmit={submit}
          onCancel={() => setCancelling(true)}
        >
          {saving.kind === 'refused' && !warned && !known ? (
            <RefusedNotice code={saving.code} values={saving.values} />
          ) : null}
          {pad !== 'closed' ? (
            <NumberPad
              id={padId}
              unmarked={sum.unmarked}
              total={sum.total}
              takeFocus={pad === 'asked'}
              onDigit={onDigit}
              onErase={() => store.dispatch({ type: 'erase' })}
              onLater={countLater}
              onAllPresent={allPresent}
              onClose={leavePad}
            />
          ) : null}
          {attention || warned ? (
            <RegisterAttention
              blockers={
                warned
                  ? [
                      {
                        kind: 'uniform',
                        code: 'W-ATT-05',
                        status: sum.absent === sum.total ? 'ABSENT' : 'PRESENT',
                      },
                    ]
                  : blocking
              }
              balance={weighed}
              mismatch={register.now.mismatch}
              onMismatch={(mismatch) => store.dispatch({ type: 'details', mismatch })}
              onCount={() => openPad('asked')}
              onLater={() => {
                setAsking(blocking.some((b) => b.kind !== 'head'))
                countLater()
              }}
              onConfirm={confirm}
              onClose={() => {
                setAsking(false)
                store.dismissRefusal()
              }}
            />
          ) : null}
          {done ? (
            <RegisterDone view={view} sum={sum} after={after} backHref={backHref} said={kept?.done} />
          ) : null}
        </RegisterFoot>
      )}
      <CancelDialog
        open={cancelling}
        marked={sum.total - sum.unmarked}
        onClose={() => setCancelling(false)}
        onCancelSession={(cancelReason) => {
          setCancelling(false)
          void store.save('cancel', { cancelReason })
        }}
      />
    </div>
  )
}
