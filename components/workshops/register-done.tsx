'use client'

import type { ComponentProps } from 'react'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { Counts } from '@/lib/workshops/register-balance'
import type { RegisterView } from '@/lib/workshops/register-view'
import { useRegisterWords } from './register-words'
import { ShareSummary } from './share-summary'

/** What may be done with a sheet that is sent in: telling others its result, adding a picture. */
export type AfterSaving = {
  text: string
  day: string
  share: ComponentProps<typeof ShareSummary>['words']
  picturesHref: string
  picturesLabel: string
  /** Asking the group how it was. */
  faces?: { href: string; label: string }
}
type Props = {
  view: RegisterView
  sum: Counts
  after?: AfterSaving
  backHref: string
  /** Where it lies, if that is not the office yet. */
  said?: { title: string; line: string }
}

/** The sheet is in: what was recorded, and what may follow. */
export function RegisterDone({ view, sum, after, backHref, said }: Props) {
  const { t, say } = useRegisterWords()
  return (
    <div className="grid gap-2 pt-2">
      <Notice kind="success" kindLabel={t.kind.success} live title={said?.title ?? t.submitted}>
        {say(t.counts.spoken, sum)}. {said?.line ?? t.submittedNext}
      </Notice>
      {after ? (
        <>
          <ShareSummary
            text={say(after.text, {
              seq: view.seq,
              place: view.placeName,
              day: after.day,
              here: sum.present + sum.late,
              all: sum.total,
              minutes: view.netMinutes,
            })}
            words={after.share}
          />
          <LinkButton href={after.picturesHref} size="field" className="w-full">
            {after.picturesLabel}
          </LinkButton>
          {after.faces ? (
            <LinkButton href={after.faces.href} size="field" className="w-full">
              {after.faces.label}
            </LinkButton>
          ) : null}
        </>
      ) : null}
      <LinkButton href={backHref} size="field" look="primary" className="w-full">
        {t.back}
      </LinkButton>
    </div>
  )
}
