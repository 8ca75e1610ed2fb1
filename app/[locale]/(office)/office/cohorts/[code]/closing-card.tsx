import { issue } from '@/app/_actions/certificates'
import { closeGroup, waiveGroup } from '@/app/_actions/closing'
import { ClosingChecklist } from '@/components/programmes/closing-checklist'
import { ClosingFigures } from '@/components/programmes/closing-figures'
import { ClosingMembers } from '@/components/programmes/closing-members'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { certificatesDue } from '@/db/queries/certificates/list'
import { type CohortEndView, cohortEnd } from '@/db/queries/programmes/cohort-closing'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { checkCohortEnd, checkWaiver } from '@/lib/programmes/closing'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { ruleSentence } from '../../indicators/present'
import { conditionsOf, figuresOf, memberRows, memberWords } from './closing-view'

type Props = {
  t: Words
  locale: Locale
  actor: Actor
  run: { runId: string; code: string; clock: string; status: string }
  cohort: Place & { cohortId: string; code: string }
}

/** A group's end, for its office: what it still needs, who would complete, the act; afterwards its figures and certificates. */
export async function ClosingCard({ t, locale, actor, run, cohort }: Props) {
  if (!actorCan(actor, 'run', cohort)) return null
  const scope = scopeOf(actor)
  const look = { cohortId: cohort.cohortId, runId: run.runId, at: new Date(run.clock) }
  const { view, certificates } = await reading(scope, async (db) => ({
    view: await cohortEnd(db, scope, look),
    certificates: await certificatesDue(db, scope, { cohortId: cohort.cohortId }),
  }))
  if (!view || view.end.status === 'CANCELLED') return null
  const rule = ruleSentence(view.rule, t, locale)
  if (view.closed)
    return (
      <Card
        id="closing"
        title={t('closing.closedTitle', { day: formatDay(view.closed.day, locale, 'long') })}
        aside={rule}
      >
        <div className="grid gap-4">
          <ClosingFigures figures={figuresOf(view.closed.figures ?? view.figures, t, locale)} />
          <Waived view={view} t={t} />
          <Certificates t={t} locale={locale} run={run} cohort={cohort} {...certificates} />
        </div>
      </Card>
    )
  return (
    <Card id="closing" title={t('closing.title')} aside={rule}>
      <div className="grid gap-5">
        <ClosingChecklist label={t('closing.conditions')} conditions={conditionsOf(view, t, locale)} />
        <Waived view={view} t={t} />
        <div className="grid gap-3">
          <h3 className="text-sm font-semibold">{t('closing.preview')}</h3>
          <ClosingFigures figures={figuresOf(view.figures, t, locale)} />
          <details>
            <summary className="min-h-11 py-2 font-semibold text-lapis">{t('closing.who')}</summary>
            <ClosingMembers rows={memberRows(view, t, locale)} words={memberWords(t)} />
          </details>
        </div>
        <Acts t={t} view={view} cohort={cohort} signs={actorCan(actor, 'sign', cohort)} />
      </div>
    </Card>
  )
}

function Waived({ t, view }: { t: Words; view: CohortEndView }) {
  return view.waivedReason === null ? null : (
    <Notice kind="info" kindLabel={t('words.kind.info')} title={t('closing.waived')}>
      {view.waivedReason}
    </Notice>
  )
}

type ActProps = { t: Words; view: CohortEndView; cohort: { cohortId: string }; signs: boolean }

function Acts({ t, view, cohort, signs }: ActProps) {
  const hidden = { cohortId: cohort.cohortId, version: String(view.version) }
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  return (
    <>
      {!checkWaiver(view.end).ok ? null : signs ? (
        <details>
          <summary className="min-h-11 py-2 font-semibold text-lapis">{t('closing.waive')}</summary>
          <p className="mb-3 text-sm text-ink-2">{t('closing.waiveLine')}</p>
          <FieldsForm
            action={waiveGroup}
            hidden={hidden}
            idPrefix="waive-"
            look="plain"
            submit={t('closing.waiveSubmit')}
            words={words}
            fields={[{ kind: 'text', name: 'reason', label: t('closing.reason'), required: true }]}
          />
        </details>
      ) : (
        <p className="text-sm text-ink-2">{t('closing.waiveBy')}</p>
      )}
      {checkCohortEnd(view.end).ok ? (
        <FieldsForm
          action={closeGroup}
          hidden={hidden}
          idPrefix="close-"
          submit={t('closing.submit')}
          words={words}
          fields={[{ kind: 'check', name: 'confirm', label: t('closing.confirm'), required: true }]}
        />
      ) : (
        <p className="text-sm text-ink-2">{t('closing.notYet')}</p>
      )}
    </>
  )
}

type CertificateProps = Pick<Props, 't' | 'locale' | 'run' | 'cohort'> & { due: number; given: number }

function Certificates({ t, locale, run, cohort, due, given }: CertificateProps) {
  const number = (value: number) => formatNumber(value, locale)
  if (given + due === 0) return null
  return (
    <div className="grid gap-3 border-t border-line pt-3">
      <p className="text-sm">
        {t('certificates.ofGroup', { given: number(given), all: number(given + due) })}{' '}
        <a href={`/${locale}/office/certificates?run=${run.code}&place=${cohort.code}`}>
          {t('certificates.seeAll')}
        </a>
      </p>
      {due > 0 ? (
        <FieldsForm
          action={issue}
          hidden={{ cohortId: cohort.cohortId }}
          idPrefix="certificates-"
          submit={t('certificates.issueGroup', { count: number(due) })}
          words={{
            error: t('words.kind.error'),
            success: t('words.kind.success'),
            done: t('certificates.done'),
          }}
          fields={[]}
        />
      ) : null}
    </div>
  )
}
