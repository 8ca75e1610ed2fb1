'use client'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { FormNotice } from '@/components/ui/form-answer'
import { useKeptAnswer } from '@/components/ui/kept-answer'
import type { ActionResult } from '@/lib/access/answer'

export type HitView = {
  key: string
  name: string
  href: string | null
  code: string | null
  where: string | null
}
export type FoundView = {
  kind: string
  title: string
  hits: HitView[]
  /** Said where there are more than are shown. */
  more: string | null
}
export type SearchAnswer = { typed: string; groups: FoundView[] }
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<SearchAnswer>>
  words: Record<'label' | 'hint' | 'submit' | 'error' | 'none' | 'noneLine', string>
}

/** A search that goes by post: what is looked for is somebody's name, and names stand in no address and no history. */
export function SearchForm({ action, words }: Props) {
  const { answer, post, busy, round, typed } = useKeptAnswer(action)
  const found = answer?.ok ? answer.data : null
  return (
    <div className="grid gap-5">
      <search aria-label={words.label}>
        <form action={post} className="flex flex-wrap items-end gap-3" noValidate>
          <div key={round} className="min-w-64 flex-1 sm:max-w-xl">
            <Field
              id="text"
              type="search"
              label={words.label}
              hint={words.hint}
              autoComplete="off"
              maxLength={60}
              defaultValue={typed ? String(typed.get('text') ?? '') : (found?.typed ?? '')}
            />
          </div>
          <Button type="submit" look="primary" aria-disabled={busy}>
            {words.submit}
          </Button>
        </form>
      </search>
      <FormNotice answer={answer} words={{ error: words.error }} />
      <div aria-live="polite" className="grid gap-5">
        {found && found.groups.length === 0 ? (
          <div>
            <p className="font-semibold">{words.none}</p>
            <p className="text-sm text-ink-2">{words.noneLine}</p>
          </div>
        ) : null}
        {found?.groups.map((group) => (
          <Card key={group.kind} id={`found-${group.kind}`} title={group.title} aside={group.more}>
            <ul className="grid gap-1">
              {group.hits.map((hit) => (
                <li key={hit.key} className="flex flex-wrap items-center gap-x-3">
                  {hit.href ? (
                    <a href={hit.href} className="inline-flex min-h-11 items-center font-semibold">
                      <bdi>{hit.name}</bdi>
                    </a>
                  ) : (
                    <b className="inline-flex min-h-11 items-center">
                      <bdi>{hit.name}</bdi>
                    </b>
                  )}
                  {hit.code ? (
                    <Badge>
                      <bdi dir="ltr">{hit.code}</bdi>
                    </Badge>
                  ) : null}
                  {hit.where ? (
                    <span className="text-sm text-ink-2">
                      <bdi>{hit.where}</bdi>
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </div>
  )
}
