import { approve } from '@/app/_actions/programmes'
import { stepRun } from '@/app/_actions/run-setup'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps, type FormField } from '@/components/ui/fields-form'
import { Notice } from '@/components/ui/notice'
import { formatDay } from '@/lib/shared/jalali'
import { readerDigits } from '@/lib/shared/number'
import { codeSentence } from '../../people/import/sentence'
import type { Setup } from './forms'

/** The approval by a letter; each warning is seen and accepted by itself. */
export function Approval({ all }: { all: Setup }) {
  const { t, locale, run, setup } = all
  return (
    <Card id="approve" title={t('runs.setup.approve')}>
      <div className="grid gap-4">
        {run.status === 'DRAFT' ? (
          <>
            {setup.warnings.length === 0 ? <p>{t('runs.setup.noWarnings')}</p> : null}
            {setup.legalBases.length === 0 ? (
              <Notice kind="warn" kindLabel={t('words.kind.warn')}>
                {codeSentence(t, locale, 'E-RUN-04')}
              </Notice>
            ) : null}
            <FieldsForm {...approvalForm(all)} />
          </>
        ) : (
          <>
            <p>{t('runs.setup.approvedAlready', { status: t(`runs.status.${run.status}`) })}</p>
            <p className="text-sm text-ink-2">{letterLine(all)}</p>
            {setup.warnings.length > 0 ? (
              <details>
                <summary className="min-h-11 py-2 text-sm font-semibold text-lapis">
                  {t('run-setup.approval.standing')}
                </summary>
                <ul className="list-disc ps-5 text-sm">
                  {setup.warnings.map(({ code, values }) => (
                    <li key={`${code}${values.title ?? ''}`}>{codeSentence(t, locale, code, values)}</li>
                  ))}
                </ul>
              </details>
            ) : null}
          </>
        )}
      </div>
    </Card>
  )
}

function letterLine({ t, locale, setup }: Setup): string {
  const { letterDate } = setup
  if (!setup.letterNo) return t('run-setup.approval.noLetter')
  const letterNo = readerDigits(setup.letterNo, locale)
  return letterDate
    ? t('run-setup.approval.letter', { no: letterNo, day: formatDay(letterDate, locale, 'long') })
    : t('run-setup.approval.letterOnly', { no: letterNo })
}

function approvalForm({ t, locale, run, setup }: Setup): FieldsFormProps {
  // One tick for each kind of warning: two bases that have ended are told in one.
  const codes = [...new Set(setup.warnings.map(({ code }) => code))]
  const ticks = codes.map((code): FormField => {
    const sentences = setup.warnings
      .filter((warning) => warning.code === code)
      .map((warning) => codeSentence(t, locale, code, warning.values))
    return {
      kind: 'check',
      name: code,
      label: t('run-setup.approval.accept', { sentence: sentences.join(' ') }),
    }
  })
  return {
    action: approve,
    hidden: { runId: run.runId, version: String(setup.version) },
    columns: 2,
    idPrefix: 'approve-',
    submit: t('runs.setup.approveSubmit'),
    words: { error: t('words.kind.error'), success: t('words.kind.success'), done: t('runs.setup.approved') },
    fields: [
      ...ticks,
      {
        kind: 'text',
        name: 'letterNo',
        label: t('run-setup.approval.letterNo'),
        start: setup.letterNo ?? '',
        mark: t('words.optional'),
      },
      {
        kind: 'text',
        name: 'letterDate',
        label: t('run-setup.approval.letterDate'),
        ltr: true,
        inputMode: 'numeric',
        start: setup.letterDate ? formatDay(setup.letterDate, locale, 'numeric') : '',
        mark: t('words.optional'),
      },
    ],
  }
}

const NEXT: Record<string, string | undefined> = { APPROVED: 'STEP1_RUNNING', STEP1_RUNNING: 'STEP2_RUNNING' }

/** Begins step 1 and step 2; suspends a run for a while, and takes it up again. */
export function Begin({ all }: { all: Setup }) {
  const { t, run } = all
  const next = NEXT[run.status]
  const running = run.status === 'STEP1_RUNNING' || run.status === 'STEP2_RUNNING'
  return (
    <Card id="begin" title={t('run-setup.begin.title')}>
      <div className="grid gap-4">
        <p>{t('run-setup.begin.now', { status: t(`runs.status.${run.status}`) })}</p>
        {run.status === 'DRAFT' ? <p className="text-sm text-ink-2">{t('run-setup.begin.first')}</p> : null}
        {next ? <FieldsForm {...stepForm(all, next)} /> : null}
        {running ? (
          <details>
            <summary className="min-h-11 py-2 font-semibold text-lapis">
              {t('run-setup.begin.suspend')}
            </summary>
            <FieldsForm {...stepForm(all, 'SUSPENDED')} />
          </details>
        ) : null}
        {run.status === 'SUSPENDED' ? (
          <>
            <FieldsForm {...stepForm(all, 'STEP1_RUNNING')} />
            <FieldsForm {...stepForm(all, 'STEP2_RUNNING')} />
          </>
        ) : null}
      </div>
    </Card>
  )
}

function stepForm({ t, run, setup }: Setup, to: string): FieldsFormProps {
  return {
    action: stepRun,
    hidden: { runId: run.runId, version: String(setup.version), to },
    idPrefix: `${to}-`,
    look: to === 'SUSPENDED' ? 'plain' : 'primary',
    submit: t(`run-setup.begin.to.${to}`),
    words: {
      error: t('words.kind.error'),
      success: t('words.kind.success'),
      done: t('run-setup.begin.done'),
    },
    fields:
      to === 'SUSPENDED'
        ? [{ kind: 'text', name: 'reason', label: t('run-setup.reason'), required: true }]
        : [],
  }
}
