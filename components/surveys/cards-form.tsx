'use client'

import { useActionState } from 'react'
import { Sign } from '@/components/people/sign'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { PrintedCards } from './printed-cards'

type Card = {
  row: number
  symbol: string | null
  colour: string | null
  code: string
  qr: { size: number; path: string }
}
type Made = { cards: Card[]; address: string; own: string }
type Option = { value: string; label: string }
type Props = {
  action: (before: unknown, form: FormData) => Promise<ActionResult<Made>>
  groups: Option[]
  which: Option[]
  locale: Locale
  words: Record<'group' | 'which' | 'row' | 'submit' | 'made' | 'error' | 'success', string>
  /** The card is for the people of the group, whoever prints it: its words are Persian. */
  card: Record<'title' | 'row' | 'how' | 'own' | 'keep' | 'help', string>
}

/** Makes cards and shows them once, eight to a sheet of paper; the menu and the form are not printed. */
export function CardsForm({ action, groups, which, locale, words, card }: Props) {
  const [answer, post, busy] = useActionState<ActionResult<Made> | null, FormData>(action, null)
  const refused = answer && !answer.ok ? answer : null
  return (
    <div className="grid gap-5">
      <form
        action={post}
        className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4 print:hidden"
        noValidate
      >
        {refused ? (
          <div className="sm:col-span-full">
            <Notice kind="error" kindLabel={words.error} live>
              {Object.values(refused.fieldSays ?? {})[0] ?? refused.says ?? refused.code}
            </Notice>
          </div>
        ) : null}
        <Select id="cohortId" label={words.group} options={groups} />
        <Select id="which" label={words.which} options={which} />
        <Field id="row" label={words.row} inputMode="numeric" dir="ltr" autoComplete="off" />
        <div>
          <Button type="submit" aria-disabled={busy}>
            {words.submit}
          </Button>
        </div>
      </form>
      {answer?.ok ? (
        <>
          <div className="print:hidden">
            <Notice kind="success" kindLabel={words.success} live>
              {words.made.replace('{n}', formatNumber(answer.data.cards.length, locale))}
            </Notice>
          </div>
          <PrintedCards
            title={card.title}
            lines={[
              { says: card.how, address: answer.data.address },
              { says: card.own, address: answer.data.own },
              { says: card.keep },
              { says: card.help },
            ]}
            cards={answer.data.cards.map(({ symbol, colour, row, code, qr }) => ({
              code,
              qr,
              sign: <Sign symbol={symbol} colour={colour} className="size-8" />,
              number: card.row.replace('{row}', formatNumber(row, 'fa')),
            }))}
          />
        </>
      ) : null}
    </div>
  )
}
