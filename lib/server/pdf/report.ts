import 'server-only'
import type { ReportBlock, ReportDocument } from '@/lib/reports/document'
import type { Words } from '@/lib/shared/locale'
import { pdfOf } from './compile'

/** What the template of a report is given: the document itself, with nothing left to decide. */
export function reportData(report: ReportDocument, t: Words) {
  return {
    lang: report.locale,
    title: report.title,
    run: report.run,
    running: report.run,
    office: report.office,
    standing: report.standing,
    facts: report.facts,
    hash: report.hash,
    footer: report.footer,
    sections: report.sections.map(({ title, blocks }) => ({
      title,
      blocks: blocks.map((block) => partOf(block, t)),
    })),
  }
}

function partOf(block: ReportBlock, t: Words) {
  if (block.kind === 'note') return { ...block, label: t(`words.kind.${block.tone}`), code: block.code ?? '' }
  if (block.kind === 'chart')
    return { ...block, key: block.drawing.id === 'targets' ? t('report.picture.key') : '' }
  if (block.kind !== 'table') return block
  return {
    kind: block.kind,
    title: block.title,
    columns: block.columns.map(({ label, numeric, weight }) => ({
      label,
      numeric: numeric ?? false,
      weight: weight ?? 1,
    })),
    rows: block.rows.map((row) => row.map(({ text, strong }) => ({ text, strong: strong ?? false }))),
  }
}

/** The report as a tagged PDF. */
export const reportPdf = (report: ReportDocument, t: Words): Buffer => pdfOf('report', reportData(report, t))
