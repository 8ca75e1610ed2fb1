'use client'

import { useActionState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { boxLook, describedBy, Field, FieldFrame, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/access/answer'

type Row = { row: string; written: string; day: string; fa: string; en: string; verdict: string | null }
type Preview = { year: number; source: string; rows: Row[]; packed: string; summary: string }
type Act<T> = (before: unknown, form: FormData) => Promise<ActionResult<T>>
export type HolidayWords = Record<
  | 'list'
  | 'listHint'
  | 'file'
  | 'fileHint'
  | 'source'
  | 'sourceHint'
  | 'read'
  | 'caption'
  | 'row'
  | 'written'
  | 'day'
  | 'name'
  | 'verdict'
  | 'good'
  | 'replace'
  | 'error'
  | 'warn'
  | 'success',
  string
>
type Props = { year: string; preview: Act<Preview>; load: Act<{ says: string }>; words: HolidayWords }

/** A year's list, pasted or from a file: looked at row by row first, then put in place of what stands there. */
export function HolidayLoader({ year, preview, load, words }: Props) {
  // What was typed goes through the preview and comes back with it, so that one box can be put right.
  const [kept, look, looking] = useActionState<
    { form: FormData; result: ActionResult<Preview> } | null,
    FormData
  >(async (before, form) => ({ form, result: await preview(before, form) }), null)
  const [loaded, put, putting] = useActionState<ActionResult<{ says: string }> | null, FormData>(load, null)
  const refused = kept && !kept.result.ok ? kept.result : null
  const shown = kept?.result.ok ? kept.result.data : null
  const text = (name: string) => String(kept?.form.get(name) ?? '')
  return (
    <div className="grid gap-5">
      <form action={look} className="grid max-w-2xl gap-4">
        {refused ? (
          <Notice kind="error" kindLabel={words.error} live>
            {refused.says ?? refused.code}
          </Notice>
        ) : null}
        <input type="hidden" name="year" value={year} />
        <TextArea
          id="list"
          label={words.list}
          hint={words.listHint}
          rows={6}
          defaultValue={text('list')}
          key={`list-${kept ? text('list').length : 0}`}
        />
        <FieldFrame id="file" label={words.file} hint={words.fileHint}>
          <input
            id="file"
            name="file"
            type="file"
            accept=".xlsx,.xlsm,.csv,.tsv,.txt"
            aria-describedby={describedBy('file', words.fileHint, null)}
            className={`${boxLook('office', false)} py-1.5 file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
          />
        </FieldFrame>
        <Field
          id="source"
          label={words.source}
          hint={words.sourceHint}
          defaultValue={text('source')}
          key={`source-${text('source')}`}
          maxLength={200}
          autoComplete="off"
          required
        />
        <div>
          <Button type="submit" aria-disabled={looking}>
            {words.read}
          </Button>
        </div>
      </form>
      {shown ? (
        <div className="grid gap-4">
          <Notice
            kind={shown.packed ? 'info' : 'warn'}
            kindLabel={shown.packed ? words.success : words.warn}
            live
          >
            {shown.summary}
          </Notice>
          <Table caption={words.caption} captionHidden label={words.caption} dense>
            <thead>
              <tr>
                <HeadCell numeric>{words.row}</HeadCell>
                <HeadCell>{words.written}</HeadCell>
                <HeadCell>{words.day}</HeadCell>
                <HeadCell>{words.name}</HeadCell>
                <HeadCell>{words.verdict}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {shown.rows.map((row) => (
                <tr key={row.row}>
                  <Cell numeric>{row.row}</Cell>
                  <Cell>
                    <bdi>{row.written}</bdi>
                  </Cell>
                  <RowHead>{row.day}</RowHead>
                  <Cell>
                    <bdi>{row.fa}</bdi>
                    {row.en ? (
                      <span className="block text-xs text-ink-2">
                        <bdi>{row.en}</bdi>
                      </span>
                    ) : null}
                  </Cell>
                  <Cell>
                    <Badge tone={row.verdict ? 'broken' : 'done'}>{row.verdict ?? words.good}</Badge>
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
          {shown.packed ? (
            <form action={put} className="grid gap-3">
              <input type="hidden" name="year" value={shown.year} />
              <input type="hidden" name="source" value={shown.source} />
              <input type="hidden" name="packed" value={shown.packed} />
              <div>
                <Button type="submit" aria-disabled={putting}>
                  {words.replace}
                </Button>
              </div>
            </form>
          ) : null}
        </div>
      ) : null}
      {loaded ? (
        <Notice
          kind={loaded.ok ? 'success' : 'error'}
          kindLabel={loaded.ok ? words.success : words.error}
          live
        >
          {loaded.ok ? loaded.data.says : (loaded.says ?? loaded.code)}
        </Notice>
      ) : null}
    </div>
  )
}
