'use client'

import { useActionState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { ActionResult } from '@/lib/access/answer'

export type CopyRow = {
  placeId: string
  place: string
  county: string
  audience: string
  size: string
  slots: string
  /** It has its group already. */
  there: boolean
}
type Answer = ActionResult<{ says: string }>
type Props = {
  action: (before: unknown, form: FormData) => Promise<Answer>
  hidden: Record<string, string>
  rows: CopyRow[]
  words: Record<
    | 'caption'
    | 'take'
    | 'place'
    | 'county'
    | 'audience'
    | 'size'
    | 'slots'
    | 'submit'
    | 'error'
    | 'success'
    | 'there',
    string
  >
}

/** The places of an earlier run, each with a tick; those that are there already have none. */
export function CopyForm({ action, hidden, rows, words }: Props) {
  const [answer, post, busy] = useActionState<Answer | null, FormData>(action, null)
  return (
    <form action={post} className="grid gap-4">
      <FormNotice answer={answer} words={words} />
      <HiddenInputs values={hidden} />
      <Table caption={words.caption} captionHidden label={words.caption} dense>
        <thead>
          <tr>
            <HeadCell>{words.take}</HeadCell>
            <HeadCell>{words.place}</HeadCell>
            <HeadCell>{words.county}</HeadCell>
            <HeadCell className="max-sm:hidden">{words.audience}</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              {words.size}
            </HeadCell>
            <HeadCell className="max-sm:hidden">{words.slots}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.placeId}>
              <Cell>
                {row.there ? (
                  <Badge>{words.there}</Badge>
                ) : (
                  <input
                    id={row.placeId}
                    type="checkbox"
                    name="places"
                    value={row.placeId}
                    defaultChecked
                    className="size-5 accent-turquoise"
                  />
                )}
              </Cell>
              <RowHead>
                {row.there ? (
                  <bdi>{row.place}</bdi>
                ) : (
                  <label htmlFor={row.placeId} className="flex min-h-10 items-center">
                    <bdi>{row.place}</bdi>
                  </label>
                )}
              </RowHead>
              <Cell>
                <bdi>{row.county}</bdi>
              </Cell>
              <Cell className="max-sm:hidden">{row.audience}</Cell>
              <Cell numeric className="max-sm:hidden">
                {row.size}
              </Cell>
              <Cell className="max-sm:hidden">{row.slots}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.some((row) => !row.there) ? (
        <div>
          <Button type="submit" aria-disabled={busy}>
            {words.submit}
          </Button>
        </div>
      ) : null}
    </form>
  )
}
