import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { Words } from '@/lib/shared/locale'
import type { Mark } from '@/lib/workshops/register-view'
import { MARK_LOOKS } from './mark-sign'

/** One cell as it was understood: `code` gives its look, `typed` what stands there where nothing was. */
export type PaperCellView = {
  key: string
  code: Mark['code'] | 'none' | 'doubtful'
  text: string
  spoken: string
}
export type PaperRowView = {
  key: string
  row: string
  name: string
  minutes: string
  /** Why nothing of the row is taken; null where it is. */
  why: string | null
  cells: PaperCellView[]
}
export type PaperColumnView = {
  key: string
  title: string
  session: string
  state: string
  tone: Tone
  counts: [string, string, string]
}
export type TroubleView = { key: string; at: string; name: string; typed: string; why: string }
export type PaperSheetView = {
  name: string
  /** Why nothing of the sheet could be read; null where it was. */
  refused: string | null
  sum: string
  notes: string[]
  columns: PaperColumnView[]
  rows: PaperRowView[]
  troubles: TroubleView[]
}

/** A sheet of a file as it was understood: its sessions, its people with their minutes, and what was not read. */
export function PaperSheet({ t, sheet, id }: { t: Words; sheet: PaperSheetView; id: string }) {
  return (
    <Card id={id} title={<bdi>{sheet.name}</bdi>} aside={sheet.refused ? null : sheet.sum}>
      {sheet.refused ? (
        <Notice kind="error" kindLabel={t('words.kind.error')}>
          {sheet.refused}
        </Notice>
      ) : (
        <div className="grid gap-5">
          {sheet.notes.length > 0 ? (
            <Notice kind="info" kindLabel={t('words.kind.info')}>
              <ul>
                {sheet.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <Troubles t={t} troubles={sheet.troubles} />
          <Columns t={t} columns={sheet.columns} />
          <People t={t} sheet={sheet} />
        </div>
      )}
    </Card>
  )
}

function Troubles({ t, troubles }: { t: Words; troubles: TroubleView[] }) {
  if (troubles.length === 0) return null
  return (
    <Table caption={t('paper.preview.look')} label={t('paper.preview.look')} dense roomy>
      <thead>
        <tr>
          <HeadCell>{t('paper.preview.where')}</HeadCell>
          <HeadCell>{t('paper.preview.name')}</HeadCell>
          <HeadCell>{t('paper.preview.typed')}</HeadCell>
          <HeadCell>{t('paper.preview.why')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {troubles.map(({ key, at, name, typed, why }) => (
          <tr key={key}>
            <Cell className="whitespace-nowrap">
              <bdi>{at}</bdi>
            </Cell>
            <RowHead>
              <bdi>{name}</bdi>
            </RowHead>
            <Cell>
              <bdi>{typed}</bdi>
            </Cell>
            <Cell>{why}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Columns({ t, columns }: { t: Words; columns: PaperColumnView[] }) {
  return (
    <Table caption={t('paper.preview.sessions')} label={t('paper.preview.sessions')} dense>
      <thead>
        <tr>
          <HeadCell>{t('paper.preview.column')}</HeadCell>
          <HeadCell>{t('paper.preview.session')}</HeadCell>
          <HeadCell numeric>{t('paper.preview.newMarks')}</HeadCell>
          <HeadCell numeric>{t('paper.preview.sameMarks')}</HeadCell>
          <HeadCell numeric>{t('paper.preview.differs')}</HeadCell>
          <HeadCell>{t('paper.preview.state')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ key, title, session, state, tone, counts: [fresh, same, differs] }) => (
          <tr key={key}>
            <RowHead>
              <bdi>{title}</bdi>
            </RowHead>
            <Cell>{session}</Cell>
            <Cell numeric>{fresh}</Cell>
            <Cell numeric>{same}</Cell>
            <Cell numeric>{differs}</Cell>
            <Cell>
              {tone === 'done' || tone === 'neutral' ? (
                <Badge tone={tone}>{state}</Badge>
              ) : (
                <span className="text-pomegranate">{state}</span>
              )}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function People({ t, sheet }: { t: Words; sheet: PaperSheetView }) {
  const heads = sheet.columns.filter(({ session }) => session !== '')
  return (
    <Table caption={t('paper.preview.people')} label={t('paper.preview.people')} dense>
      <thead>
        <tr>
          <HeadCell numeric>{t('paper.preview.row')}</HeadCell>
          <HeadCell>{t('paper.preview.name')}</HeadCell>
          <HeadCell numeric>{t('paper.preview.personMinutes')}</HeadCell>
          {heads.map(({ key, title }) => (
            <HeadCell key={key} className="text-center">
              <bdi>{title}</bdi>
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map(({ key, row, name, minutes, why, cells }) => (
          <tr key={key}>
            <Cell numeric className="text-ink-2">
              {row}
            </Cell>
            <RowHead className="whitespace-nowrap">
              <bdi>{name}</bdi>
            </RowHead>
            <Cell numeric>{minutes}</Cell>
            {why ? (
              <Cell colSpan={heads.length || 1} className="text-pomegranate">
                {why}
              </Cell>
            ) : (
              cells.map((cell) => (
                <Cell key={cell.key} className="text-center">
                  <span
                    title={cell.spoken}
                    className={`inline-flex min-w-9 justify-center rounded-md border px-1.5 text-xs inked ${cell.code === 'doubtful' ? 'border-lapis bg-lapis-wash font-semibold text-lapis' : MARK_LOOKS[cell.code]}`}
                  >
                    <bdi aria-hidden="true">{cell.text}</bdi>
                    <span className="sr-only">{cell.spoken}</span>
                  </span>
                </Cell>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
