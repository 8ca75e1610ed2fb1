'use client'

import { useActionState } from 'react'
import { PrintedCards } from '@/components/surveys/printed-cards'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormNotice, HiddenInputs } from '@/components/ui/form-answer'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Made = {
  cards: { number: number; code: string; qr: { size: number; path: string } }[]
  address: string
}
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<Made>>
  hidden: Record<string, string>
  locale: Locale
  words: Record<'count' | 'anew' | 'anewHint' | 'optional' | 'submit' | 'made' | 'error' | 'success', string>
  card: Record<'title' | 'number' | 'how' | 'own' | 'keep' | 'help', string>
}

/** Makes cards for people served and shows their numbers once, ready to be printed and cut out. */
export function ServedCardsForm({ action, hidden, locale, words, card }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<Made> | null, FormData>(action, null)
  const made = answer?.ok ? answer.data : null
  return (
    <div className="grid gap-4">
      <form action={post} className="grid gap-4 print:hidden" noValidate>
        {made ? (
          <Notice kind="success" kindLabel={words.success} live>
            {words.made.replace('{n}', formatNumber(made.cards.length, locale))}
          </Notice>
        ) : (
          <FormNotice answer={answer} words={words} />
        )}
        <HiddenInputs values={hidden} />
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <Field
            id="cards-count"
            name="count"
            label={words.count}
            inputMode="numeric"
            dir="ltr"
            className="rtl:text-end"
            autoComplete="off"
          />
          <Field
            id="cards-anew"
            name="anew"
            label={words.anew}
            hint={words.anewHint}
            mark={words.optional}
            inputMode="numeric"
            dir="ltr"
            className="rtl:text-end"
            autoComplete="off"
          />
        </div>
        <div>
          <Button type="submit" look="plain" aria-disabled={busy}>
            {words.submit}
          </Button>
        </div>
      </form>
      {made ? (
        <PrintedCards
          title={card.title}
          lines={[
            { says: card.how, address: made.address },
            { says: card.own },
            { says: card.keep },
            { says: card.help },
          ]}
          cards={made.cards.map(({ number, code, qr }) => ({
            code,
            qr,
            number: card.number.replace('{row}', formatNumber(number, 'fa')),
          }))}
        />
      ) : null}
    </div>
  )
}
