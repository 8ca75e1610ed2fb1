'use client'

import { useActionState } from 'react'
import { Sign } from '@/components/people/sign'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'
import type { Locale } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'

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
          <ul lang="fa" dir="rtl" className="grid gap-3 sm:grid-cols-2 print:grid-cols-2 print:gap-0">
            {answer.data.cards.map((one) => (
              <li
                key={one.row}
                className="flex break-inside-avoid gap-3 border border-dashed border-edge bg-white p-3 text-black print:p-2 print:text-[9pt]"
              >
                <svg
                  viewBox={`0 0 ${one.qr.size} ${one.qr.size}`}
                  aria-hidden="true"
                  className="size-28 shrink-0 print:size-24"
                >
                  <path d={one.qr.path} fill="#000" />
                </svg>
                <div className="min-w-0 text-sm leading-relaxed print:text-[9pt] print:leading-snug">
                  <p className="flex items-center gap-2 font-bold">
                    {card.title}
                    <Sign symbol={one.symbol} colour={one.colour} className="size-8" />
                    <span className="font-normal">
                      {card.row.replace('{row}', formatNumber(one.row, 'fa'))}
                    </span>
                  </p>
                  <p data-code={one.code} className="my-1 text-lg font-bold tracking-wider tabular-nums">
                    <bdi dir="ltr">{localDigits(one.code, 'fa')}</bdi>
                  </p>
                  <p>
                    {card.how}{' '}
                    <bdi dir="ltr" className="break-all">
                      {answer.data.address}
                    </bdi>
                  </p>
                  <p>
                    {card.own}{' '}
                    <bdi dir="ltr" className="break-all">
                      {answer.data.own}
                    </bdi>
                  </p>
                  <p>{card.keep}</p>
                  <p>{card.help}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
