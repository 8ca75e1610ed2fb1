import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHead } from '@/components/ui/page-head'
import { Select } from '@/components/ui/select'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Words } from '@/lib/shared/locale'

export type HoursView = {
  title: string
  line: string
  months: { value: string; label: string }[]
  month: string
  monthLabel: string
  facts: [string, string][]
  rows: { key: string; cells: string[] }[]
  sums: [string, string][]
  drafts: string | null
  asOf: string
  pdf: string
}

/** A facilitator's month on the screen, and on paper through the browser; the PDF has the places for signatures. */
export function HoursStatement({ t, view }: { t: Words; view: HoursView }) {
  const caption = t('paper.hours.caption', { month: view.monthLabel })
  return (
    <div className="grid gap-5">
      <PageHead
        title={view.title}
        line={<bdi>{view.line}</bdi>}
        actions={
          <LinkButton href={view.pdf} look="primary" target="_blank">
            {t('paper.hours.pdf')}
          </LinkButton>
        }
      />
      <form method="get" className="flex flex-wrap items-end gap-3 print:hidden">
        <Select id="month" label={t('paper.hours.month')} defaultValue={view.month} options={view.months} />
        <button
          type="submit"
          className="min-h-10 rounded-lg border border-edge bg-surface px-4 font-semibold text-ink"
        >
          {t('paper.hours.show')}
        </button>
      </form>
      <Card id="hours" title={caption}>
        <dl className="mb-4 flex flex-wrap gap-x-8 gap-y-2 text-sm">
          {view.facts.map(([term, value]) => (
            <div key={term} className="flex gap-2">
              <dt className="text-ink-2">{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {view.rows.length === 0 ? (
          <p className="text-ink-2">{t('paper.hours.empty')}</p>
        ) : (
          <Rows t={t} caption={caption} rows={view.rows} />
        )}
        <dl className="mt-4 grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {view.sums.map(([term, value]) => (
            <div key={term} className="flex justify-between gap-3 border-b border-line py-1">
              <dt>{term}</dt>
              <dd className="font-semibold">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-sm text-ink-2">{view.asOf}</p>
      </Card>
      {view.drafts ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {view.drafts}
        </Notice>
      ) : null}
    </div>
  )
}

const HEADS = ['day', 'time', 'group', 'session', 'role', 'minutes', 'state'] as const

function Rows({ t, caption, rows }: { t: Words; caption: string; rows: HoursView['rows'] }) {
  return (
    <Table caption={caption} captionHidden label={caption} dense roomy>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <HeadCell key={head} numeric={head === 'session' || head === 'minutes'}>
              {t(`paper.hours.${head}`)}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [day, ...rest] }) => (
          <tr key={key}>
            <RowHead className="whitespace-nowrap">{day}</RowHead>
            {rest.map((text, at) => (
              <Cell key={HEADS[at + 1]} numeric={at === 2 || at === 4}>
                <bdi>{text}</bdi>
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
