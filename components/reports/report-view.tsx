import type { ReactNode } from 'react'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ReportBlock, ReportDocument, ReportTable } from '@/lib/reports/document'
import type { Words } from '@/lib/shared/locale'

type Props = {
  t: Words
  report: ReportDocument
  /** What is shown where the report has a picture, by the picture's id. */
  charts: Record<string, ReactNode>
}

/** The report as a page: the very text of its files. */
export function ReportView({ t, report, charts }: Props) {
  return (
    <article className="grid gap-6">
      <header className="grid gap-2">
        <p className="text-sm text-ink-2">{report.office}</p>
        <h3 className="text-lg">{report.title}</h3>
        <Notice kind="warn" kindLabel={t('words.kind.warn')}>
          {report.standing.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
        <Facts rows={report.facts} />
      </header>
      {report.sections.map((section) => (
        <section key={section.id} aria-labelledby={`report-${section.id}`} className="grid gap-3">
          <h3 id={`report-${section.id}`} className="text-base text-turquoise-deep">
            {section.title}
          </h3>
          {section.blocks.map((block, at) => (
            <Block key={at} t={t} block={block} charts={charts} />
          ))}
        </section>
      ))}
    </article>
  )
}

function Block({ t, block, charts }: { t: Words; block: ReportBlock; charts: Props['charts'] }) {
  if (block.kind === 'text') return <p className="max-w-measure">{block.text}</p>
  if (block.kind === 'note')
    return (
      <Notice kind={block.tone} kindLabel={t(`words.kind.${block.tone}`)}>
        {block.text} {block.code ? <bdi className="text-xs text-ink-2">({block.code})</bdi> : null}
      </Notice>
    )
  if (block.kind === 'facts') return <Facts rows={block.rows} />
  if (block.kind === 'table') return <Sheet table={block} />
  if (block.kind === 'chart')
    return (
      <figure className="m-0 grid gap-2">
        <figcaption className="text-sm font-semibold">{block.drawing.title}</figcaption>
        {charts[block.drawing.id]}
        {block.drawing.id === 'targets' ? (
          <p className="text-sm text-ink-2">{t('report.picture.keyScreen')}</p>
        ) : null}
      </figure>
    )
  return (
    <ul className="grid gap-3 sm:grid-cols-3">
      {block.boxes.map(({ role, name, at }) => (
        <li key={role} className="grid content-start gap-1 rounded-lg border border-line-2 p-3">
          <span className="text-sm text-ink-2">{role}</span>
          {name ? <bdi className="font-semibold">{name}</bdi> : null}
          <span className="text-sm">{at}</span>
        </li>
      ))}
    </ul>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
      {rows.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-ink-2">{term}</dt>
          <dd className="font-semibold wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Sheet({ table: { title, columns, rows } }: { table: ReportTable }) {
  const roomy = columns.length > 4 || columns.some(({ weight = 1 }) => weight >= 3)
  return (
    <Table caption={title} label={title} dense roomy={roomy}>
      <thead>
        <tr>
          {columns.map(({ key, label, numeric }) => (
            <HeadCell key={key} numeric={numeric}>
              {label}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.map(({ text }) => text).join('|')} className="align-top">
            {row.map(({ text, strong }, at) => {
              const { key, numeric } = columns[at]!
              const weight = strong ? 'font-semibold' : ''
              return at === 0 ? (
                <RowHead key={key} className={weight}>
                  {text}
                </RowHead>
              ) : (
                <Cell key={key} numeric={numeric} className={weight}>
                  {text}
                </Cell>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
