import type { Metadata } from 'next'
import { addLine, strikeLine } from '@/app/_actions/budget'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { type BudgetLine, budgetOf } from '@/db/queries/programmes/budget'
import { instantOf, type RunLine } from '@/db/queries/programmes/run-line'
import { BUDGET_KINDS } from '@/lib/programmes/budget'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, readerDigits } from '@/lib/shared/number'
import { runAsked } from '../found'
import { MoneyFigures } from '../money'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string; code: string }> }
type Page = { t: Words; locale: Locale; run: RunLine }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('budget.title') }
}

export default async function BudgetPage({ params }: Props) {
  const { locale: asked, code } = await params
  const locale = localeOf(asked)
  const { run, data } = await runAsked(code, (db, found, scope) =>
    budgetOf(db, scope, found.runId, instantOf(found)),
  )
  const t = await wordsOf(locale)
  const page = { t, locale, run }
  const open = run.status !== 'CLOSED'
  return (
    <div className="grid gap-5">
      <p className="-mb-3 text-sm print:hidden">
        <a href={`/${locale}/office/runs/${run.code}`} className="inline-flex min-h-11 items-center">
          {t('run-setup.back')}
        </a>
      </p>
      <PageHead title={t('budget.title')} line={<bdi>{locale === 'fa' ? run.nameFa : run.nameEn}</bdi>} />
      <Card id="figures">
        <MoneyFigures t={t} locale={locale} money={data} />
      </Card>
      {open ? (
        <Card id="add" title={t('budget.add')}>
          <FieldsForm {...lineForm(page)} />
        </Card>
      ) : null}
      <Card id="lines" title={t('budget.lines')}>
        {data.lines.length === 0 ? (
          <p className="text-ink-2">{t('budget.empty')}</p>
        ) : (
          <Lines page={page} lines={data.lines} open={open} />
        )}
      </Card>
    </div>
  )
}

function Lines({ page, lines, open }: { page: Page; lines: BudgetLine[]; open: boolean }) {
  const { t, locale } = page
  return (
    <Table caption={t('budget.caption')} captionHidden label={t('budget.lines')} dense roomy>
      <thead>
        <tr>
          <HeadCell>{t('budget.day')}</HeadCell>
          <HeadCell>{t('budget.kind')}</HeadCell>
          <HeadCell>{t('budget.what')}</HeadCell>
          <HeadCell numeric>{t('budget.amount')}</HeadCell>
          <HeadCell>{t('budget.by')}</HeadCell>
          {open ? <HeadCell>{t('run-setup.act')}</HeadCell> : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.lineId} className={line.struckReason ? 'text-ink-2' : ''}>
            <Cell className="whitespace-nowrap">{formatDay(line.day, locale, 'numeric')}</Cell>
            <Cell>
              <Badge tone={line.kind === 'BUDGET' ? 'done' : 'hint'}>{t(`budget.kinds.${line.kind}`)}</Badge>
            </Cell>
            <RowHead>
              <bdi className={line.struckReason ? 'line-through' : ''}>{line.title}</bdi>
              {line.letterNo ? (
                <span className="block text-xs text-ink-2">
                  {t('budget.letterIs', { no: readerDigits(line.letterNo, locale) })}
                </span>
              ) : null}
              {line.struckReason ? (
                <span className="block text-xs">
                  {t('budget.struckIs', { reason: line.struckReason, by: line.struckBy ?? t('words.none') })}
                </span>
              ) : null}
            </RowHead>
            <Cell numeric className={line.struckReason ? 'line-through' : ''}>
              <bdi>{t('budget.rial', { amount: formatNumber(line.amountRial, locale) })}</bdi>
            </Cell>
            <Cell>
              <bdi>{line.by ?? t('words.none')}</bdi>
            </Cell>
            {open ? (
              <Cell>
                {line.struckReason ? (
                  <Badge tone="broken">{t('budget.struck')}</Badge>
                ) : (
                  <details>
                    <summary className="min-h-11 py-2 text-lapis">{t('budget.strike')}</summary>
                    <FieldsForm {...strikeForm(line, page)} />
                  </details>
                )}
              </Cell>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function strikeForm({ lineId }: BudgetLine, { t }: Page): FieldsFormProps {
  return {
    action: strikeLine,
    hidden: { lineId },
    idPrefix: `${lineId}-`,
    look: 'plain',
    submit: t('budget.strike'),
    words: { error: t('words.kind.error'), success: t('words.kind.success') },
    fields: [{ kind: 'text', name: 'reason', label: t('run-setup.reason'), required: true }],
  }
}

function lineForm({ t, locale, run }: Page): FieldsFormProps {
  return {
    action: addLine,
    hidden: { runId: run.runId },
    columns: 3,
    idPrefix: 'line-',
    submit: t('budget.submit'),
    words: { error: t('words.kind.error'), success: t('words.kind.success'), done: t('budget.added') },
    fields: [
      {
        kind: 'select',
        name: 'kind',
        label: t('budget.kind'),
        options: BUDGET_KINDS.map((value) => ({ value, label: t(`budget.kinds.${value}`) })),
      },
      {
        kind: 'text',
        name: 'day',
        label: t('budget.day'),
        ltr: true,
        inputMode: 'numeric',
        start: formatDay(run.today, locale, 'numeric'),
        required: true,
      },
      {
        kind: 'text',
        name: 'amountRial',
        label: t('budget.amountRial'),
        hint: t('budget.amountHint'),
        ltr: true,
        required: true,
      },
      { kind: 'text', name: 'title', label: t('budget.what'), hint: t('budget.whatHint'), required: true },
      { kind: 'text', name: 'letterNo', label: t('budget.letterNo'), mark: t('words.optional') },
    ],
  }
}
