'use client'

import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { operationId } from '@/lib/client/operation-id'
import { type BookRow, bookRows, entryTap, reverseTap } from '@/lib/client/phone/groups'
import type { NewOp, Outbox } from '@/lib/client/phone/outbox'
import type { Pack } from '@/lib/client/phone/pack'
import type { Phone } from '@/lib/client/phone/phone'
import { ENTRY_KINDS, type EntryKind, parseRial, totalsOf } from '@/lib/hamyar/ledger'
import { formatDay, jalaliMonthKey } from '@/lib/shared/jalali'
import { localDigits } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'
import type { PackBook } from '@/lib/sync/pack'
import { dayOptions, KeptLine } from './kept-line'
import { usePhoneWords } from './phone-words'

type Props = { phone: Phone; outbox: Outbox; pack: Pack; book: PackBook }

/** The group's own book without a network: a line, this month's totals, and the lines, each taken back once. */
export function PhoneBook({ phone, outbox, pack, book }: Props) {
  const { t, say, locale } = usePhoneWords()
  const ops = useSyncExternalStore(outbox.subscribe, outbox.all, outbox.all)
  const [wrong, setWrong] = useState(false)
  const rows = bookRows(book, ops)
  const today = tehranDay(new Date(Date.now() + pack.offset))
  const month = totalsOf(
    rows
      .filter(({ day, code }) => code === null && jalaliMonthKey(day) === jalaliMonthKey(today))
      .map(({ entry, amount, reverses }) => ({
        kind: entry,
        amount: BigInt(amount),
        reversal: reverses !== null,
      })),
  )
  const outside = { newId: operationId, now: () => new Date() }
  const write = async (tap: NewOp) => {
    try {
      await outbox.add([tap])
      phone.written()
      setWrong(false)
      return true
    } catch {
      setWrong(true)
      return false
    }
  }
  const money = (amount: bigint) => {
    const digits = (amount < 0n ? -amount : amount).toString()
    const grouped = digits.replace(/\B(?=(\d{3})+$)/g, locale === 'fa' ? '٬' : ',')
    return say(t.hamyar.rial, { n: `${amount < 0n ? '−' : ''}${localDigits(grouped, locale)}` })
  }
  const signed = ({ amount, reverses }: BookRow) => money(reverses ? -BigInt(amount) : BigInt(amount))
  return (
    <div className="mx-auto grid max-w-2xl gap-4 px-4 py-4">
      <h1 className="text-xl">
        {t.hamyar.book} · <bdi>{book.nameFa}</bdi>
      </h1>
      <p className="text-sm text-ink-2">{t.hamyar.bookOwn}</p>
      {wrong ? (
        <Notice kind="error" kindLabel={t.kind.error} live>
          {t.sheet.failed}
        </Notice>
      ) : null}
      <EntryForm offset={pack.offset} onWrite={(line) => write(entryTap(book, line, outside))} />
      <section aria-labelledby="book-month" className="grid gap-1">
        <h2 id="book-month" className="text-lg">
          {t.hamyar.month}
        </h2>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
          {ENTRY_KINDS.map((kind) => (
            <div key={kind} className="contents">
              <dt className="text-ink-2">{t.hamyar.entry[kind]}</dt>
              <dd className="text-end tabular-nums">{money(month[kind])}</dd>
            </div>
          ))}
        </dl>
      </section>
      <ul aria-label={t.hamyar.lines} className="grid gap-2">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 rounded-lg border border-line bg-surface px-3 py-2">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3 font-semibold">
              <span>
                {t.hamyar.entry[row.entry]}
                {row.reverses ? ` (${t.hamyar.reversal})` : ''}
              </span>
              <span className={`tabular-nums ${row.reversed ? 'text-ink-3 line-through' : ''}`}>
                {signed(row)}
              </span>
            </span>
            <span className="text-sm text-ink-2">
              {formatDay(row.day, locale, 'long')}
              {row.note ? (
                <>
                  {' '}
                  · <bdi>{row.note}</bdi>
                </>
              ) : null}
            </span>
            <KeptLine kept={row} />
            {row.reverses || row.reversed || row.code ? null : (
              <Button size="field" look="quiet" onClick={() => void write(reverseTap(book, row, outside))}>
                {t.hamyar.takeBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LinkButton href={`/${locale}/phone#`} size="field">
        {t.back}
      </LinkButton>
    </div>
  )
}

type Line = { entry: EntryKind; day: string; amount: string; note: string }

function EntryForm({ offset, onWrite }: { offset: number; onWrite: (line: Line) => Promise<boolean> }) {
  const { t, locale } = usePhoneWords()
  const days = dayOptions(new Date(Date.now() + offset), locale)
  const [entry, setEntry] = useState<EntryKind>('SALE')
  const [day, setDay] = useState('')
  const [amount, setAmount] = useState('')
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState(false)
  const save = async (submit: FormEvent) => {
    submit.preventDefault()
    const rial = parseRial(amount)
    setWrong(!rial.ok)
    if (!rial.ok) return
    if (!(await onWrite({ entry, day: day || days[0]!.value, amount: rial.value.toString(), note }))) return
    setAmount('')
    setNote('')
  }
  return (
    <form
      onSubmit={(submit) => void save(submit)}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <Select
        id="line-kind"
        label={t.hamyar.kind}
        size="field"
        value={entry}
        onChange={(change) => setEntry(change.target.value as EntryKind)}
        options={ENTRY_KINDS.map((value) => ({ value, label: t.hamyar.entry[value] }))}
      />
      <Field
        id="line-amount"
        label={t.hamyar.amount}
        size="field"
        inputMode="numeric"
        dir="ltr"
        className="rtl:text-end"
        maxLength={25}
        value={amount}
        error={wrong ? t.hamyar.amountWrong : undefined}
        onChange={(change) => setAmount(change.target.value)}
      />
      <Select
        id="line-day"
        label={t.hamyar.day}
        size="field"
        value={day || days[0]!.value}
        onChange={(change) => setDay(change.target.value)}
        options={days}
      />
      <Field
        id="line-note"
        label={t.hamyar.note}
        hint={t.hamyar.nobody}
        size="field"
        maxLength={120}
        value={note}
        onChange={(change) => setNote(change.target.value)}
      />
      <Button type="submit" size="field">
        {t.hamyar.write}
      </Button>
    </form>
  )
}
