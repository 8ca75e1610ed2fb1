'use client'

import { type ReactNode, useActionState, useId } from 'react'
import { AnswerNotice } from '@/components/ui/answer-notice'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** One sheet in the queue, every value in words. `value` is «session id:version». */
export type QueuedSheet = {
  value: string
  href: string
  session: string
  place: string
  day: string
  attended: string
  hours: string
  flags: string[]
  pickLabel: string
}
export type QueueCounty = { name: string; caption: string; sheets: QueuedSheet[] }
export type QueueWords = Record<
  | 'caption'
  | 'session'
  | 'place'
  | 'day'
  | 'attended'
  | 'hours'
  | 'warnings'
  | 'state'
  | 'reason'
  | 'clean'
  | 'approveClean'
  | 'approvePicked'
  | 'done'
  | 'error'
  | 'success'
  | 'fallback',
  string
>

type Props = {
  counties: QueueCounty[]
  words: QueueWords
  errors: Record<string, string>
  locale: Locale
  approve: (
    before: ActionResult<{ approved: number }> | null,
    form: FormData,
  ) => Promise<ActionResult<{ approved: number }>>
  /** What stands there when nothing waits. */
  children?: ReactNode
}

/** The sheets awaiting approval by county: all clean ones at once, or those one ticks. Works with scripts off. */
export function SheetQueue({ counties, words, errors, locale, approve, children }: Props) {
  const [result, act, busy] = useActionState(approve, null)
  const cleanId = useId()
  const pickedId = useId()
  const clean = counties.flatMap((county) => county.sheets).filter((sheet) => sheet.flags.length === 0)
  const told = (
    <>
      <AnswerNotice
        result={result}
        errors={errors}
        errorLabel={words.error}
        fallback={words.fallback}
        locale={locale}
      />
      {result?.ok ? (
        <Notice kind="success" kindLabel={words.success} live>
          {words.done.replace('{count}', formatNumber(result.data.approved, locale))}
        </Notice>
      ) : null}
    </>
  )
  if (counties.length === 0)
    return (
      <div className="grid gap-4">
        {told}
        {children}
      </div>
    )
  return (
    <div className="grid gap-4">
      <form action={act} id={cleanId}>
        {clean.map((sheet) => (
          <input key={sheet.value} type="hidden" name="sheet" value={sheet.value} />
        ))}
      </form>
      <form action={act} id={pickedId}>
        <Table caption={words.caption} captionHidden label={words.caption} dense>
          <thead>
            <tr>
              <HeadCell>{words.session}</HeadCell>
              <HeadCell className="max-sm:hidden">{words.place}</HeadCell>
              <HeadCell className="max-sm:hidden">{words.day}</HeadCell>
              <HeadCell numeric>{words.attended}</HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                {words.hours}
              </HeadCell>
              <HeadCell className="max-sm:hidden">{words.warnings}</HeadCell>
            </tr>
          </thead>
          {counties.map((county) => (
            <tbody key={county.name}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={6}
                  className="border-b border-line-2 px-2 pt-5 pb-1 text-start text-sm font-bold"
                >
                  {county.caption}
                </th>
              </tr>
              {county.sheets.map((sheet) => (
                <Sheet key={sheet.value} sheet={sheet} clean={words.clean} />
              ))}
            </tbody>
          ))}
        </Table>
      </form>
      {/* In sight however long the list is, with what came of it; not where letters at 200 % leave it no room. */}
      <div className="sticky bottom-[min(0px,calc((100dvh-34rem)*999))] z-1 -mb-2 grid gap-2 border-t border-line-2 bg-paper py-3 print:hidden">
        {told}
        <div className="flex flex-wrap gap-2">
          {clean.length > 0 ? (
            <Button type="submit" form={cleanId} look="done" disabled={busy}>
              {words.approveClean}
            </Button>
          ) : null}
          <Button type="submit" form={pickedId} look="plain" disabled={busy}>
            {words.approvePicked}
          </Button>
        </div>
      </div>
    </div>
  )
}

function Sheet({ sheet, clean }: { sheet: QueuedSheet; clean: string }) {
  return (
    <tr>
      <RowHead>
        <span className="inline-flex min-h-10 items-center gap-3">
          <input
            type="checkbox"
            name="sheet"
            value={sheet.value}
            aria-label={sheet.pickLabel}
            className="size-6 scroll-mb-36 accent-turquoise"
          />
          <span>
            <a href={sheet.href} className="inline-flex min-h-10 scroll-mb-36 items-center">
              {sheet.session}
            </a>
            <span className="block text-xs leading-snug text-ink-2 sm:hidden">
              <bdi>{sheet.place}</bdi>
              <br />
              {sheet.day}
              <Flags flags={sheet.flags} />
            </span>
          </span>
        </span>
      </RowHead>
      <Cell className="max-sm:hidden">
        <bdi>{sheet.place}</bdi>
      </Cell>
      <Cell className="whitespace-nowrap max-sm:hidden">{sheet.day}</Cell>
      <Cell numeric>{sheet.attended}</Cell>
      <Cell numeric className="max-sm:hidden">
        {sheet.hours}
      </Cell>
      <Cell className="max-sm:hidden">
        <Flags flags={sheet.flags} />
        {sheet.flags.length === 0 ? <span className="text-ink-2">{clean}</span> : null}
      </Cell>
    </tr>
  )
}

/** What an approving eye should rest on; on a phone it stands with the session instead of in a column. */
function Flags({ flags }: { flags: string[] }) {
  if (flags.length === 0) return null
  return (
    <span className="flex flex-wrap gap-1">
      {flags.map((flag) => (
        <Badge key={flag} tone="late">
          {flag}
        </Badge>
      ))}
    </span>
  )
}
