import { establish, stepBack, stepDone } from '@/app/_actions/associations'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { AssociationRow } from '@/db/queries/associations/association-facts'
import type { StepRow } from '@/db/queries/associations/association-page'
import type { PaperLine } from '@/db/queries/files/pictures'
import { waiting } from '@/lib/associations/formation'
import { FORMING, STEPS, type Step } from '@/lib/associations/kinds'
import { dayTyped } from '@/lib/shared/jalali'
import { formatNumber, readerDigits } from '@/lib/shared/number'
import { days, noticeWords, on, type Told } from '../present'
import { PaperRefused, StepPapers } from './step-papers'

type Props = {
  told: Told
  row: AssociationRow
  today: string
  back: string
  steps: StepRow[]
  /** Null for who neither forms the association nor works in it. */
  papers: PaperLine[] | null
  /** Why the last paper was refused. */
  refused: string | undefined
  may: boolean
  stuckDays: number
}

/** The five steps: when each was done and what shows it, or for how long it has been waited for. */
export function StepsCard(props: Props) {
  const { told, row, today, back, steps, may, stuckDays, refused } = props
  const { t, locale } = told
  const wait = waiting(row, { today, stuckDays })
  const forming = FORMING.includes(row.state)
  return (
    <Card
      id="steps"
      title={t('associations.steps')}
      aside={
        <span className="inline-flex flex-wrap items-center gap-2">
          {t('words.of', {
            value: formatNumber(row.done.length, locale),
            target: formatNumber(STEPS.length, locale),
          })}
          {wait ? <Badge tone={wait.late ? 'late' : 'hint'}>{days(wait.days, told)}</Badge> : null}
        </span>
      }
    >
      <PaperRefused told={told} code={refused} />
      {wait ? (
        <p className="mb-2 text-sm text-ink-2">
          {t('associations.waitingSince', {
            day: on(wait.since, told),
            count: formatNumber(wait.days, locale),
          })}
        </p>
      ) : row.establishedOn ? (
        <p className="mb-2 text-sm text-ink-2">
          {t('associations.establishedOn', { day: on(row.establishedOn, told) })}
        </p>
      ) : null}
      <ol className="grid">
        {STEPS.map((step) => (
          <li key={step} className="grid gap-1 border-b border-line py-3 last:border-0">
            <OneStep
              {...props}
              step={step}
              done={steps.find((one) => one.step === step) ?? null}
              may={may && forming}
              files={may && row.state !== 'DISSOLVED'}
            />
          </li>
        ))}
      </ol>
      {may && forming ? (
        <div className="mt-4 border-t border-line-2 pt-4">
          <h3 className="mb-2 text-[0.9375rem]">{t('associations.establish')}</h3>
          <FieldsForm
            action={establish}
            hidden={{ associationId: row.associationId, version: String(row.version), back }}
            idPrefix="establish-"
            submit={t('associations.establishSubmit')}
            words={noticeWords(told)}
            columns={2}
            fields={[
              {
                kind: 'text',
                name: 'day',
                label: t('associations.field.establishedOn'),
                start: dayTyped(today, locale),
                ltr: true,
                inputMode: 'numeric',
              },
            ]}
          />
        </div>
      ) : null}
    </Card>
  )
}

function OneStep(props: Props & { step: Step; done: StepRow | null; files: boolean }) {
  const { told, row, today, back, step, done, may, papers, files } = props
  const { t, locale } = told
  const hidden = { associationId: row.associationId, version: String(row.version), step, back }
  const name = t(`associations.step.${step}`)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-[0.9375rem]">{name}</h3>
        <Badge tone={done ? 'done' : 'neutral'}>
          {t(done ? 'associations.stepDone' : 'associations.stepOpen')}
        </Badge>
        {done ? <span className="text-sm text-ink-2">{on(done.doneOn, told)}</span> : null}
        {done?.letterNo ? (
          <span className="text-sm text-ink-2">
            {t('associations.letter', { number: readerDigits(done.letterNo, locale) })}
          </span>
        ) : null}
      </div>
      {done ? (
        <p className="max-w-measure text-sm">
          <bdi>{done.evidence}</bdi>
        </p>
      ) : (
        <p className="max-w-measure text-sm text-ink-2">{t(`associations.about.${step}`)}</p>
      )}
      {done && papers ? (
        <StepPapers
          told={told}
          associationId={row.associationId}
          stepId={done.stepId}
          name={name}
          papers={papers.filter(({ stepId }) => stepId === done.stepId)}
          may={files}
        />
      ) : null}
      {may ? (
        <details>
          <summary className="inline-flex min-h-11 items-center text-sm text-lapis">
            {t(done ? 'associations.undo' : 'associations.do')}
            <span className="sr-only"> – {name}</span>
          </summary>
          <div className="py-2">
            {done ? (
              <FieldsForm
                action={stepBack}
                hidden={hidden}
                idPrefix={`${step}-`}
                look="plain"
                submit={t('associations.undoSubmit')}
                words={noticeWords(told)}
                fields={[
                  {
                    kind: 'text',
                    name: 'reason',
                    label: t('associations.field.reason'),
                    hint: t('associations.hint.nobody'),
                    maxLength: 300,
                  },
                ]}
              />
            ) : (
              <FieldsForm
                action={stepDone}
                hidden={hidden}
                idPrefix={`${step}-`}
                submit={t('associations.doSubmit', { step: name })}
                words={noticeWords(told)}
                columns={2}
                fields={[
                  {
                    kind: 'text',
                    name: 'day',
                    label: t('associations.field.doneOn'),
                    start: dayTyped(today, locale),
                    ltr: true,
                    inputMode: 'numeric',
                  },
                  {
                    kind: 'text',
                    name: 'letterNo',
                    label: t('associations.field.letterNo'),
                    mark: t('words.optional'),
                    maxLength: 60,
                  },
                  {
                    kind: 'area',
                    name: 'evidence',
                    label: t('associations.field.evidence'),
                    hint: t('associations.hint.evidence'),
                    rows: 2,
                    maxLength: 400,
                  },
                ]}
              />
            )}
          </div>
        </details>
      ) : null}
    </>
  )
}
