import type { ReactNode } from 'react'
import { localDigits } from '@/lib/shared/number'

type Printed = { code: string; qr: { size: number; path: string }; sign?: ReactNode; number: string }
type Props = {
  title: string
  /** What is printed below the number; an address stands by itself. */
  lines: { says: string; address?: string }[]
  cards: Printed[]
}

/** Cards ready to be cut out, eight to a sheet of paper. They are Persian whoever prints them: they are for the people who hold them. */
export function PrintedCards({ title, lines, cards }: Props) {
  return (
    <ul lang="fa" dir="rtl" className="grid gap-3 sm:grid-cols-2 print:grid-cols-2 print:gap-0">
      {cards.map((one) => (
        <li
          key={one.code}
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
              {title}
              {one.sign}
              <span className="font-normal">{one.number}</span>
            </p>
            <p data-code={one.code} className="my-1 text-lg font-bold tracking-wider tabular-nums">
              <bdi dir="ltr">{localDigits(one.code, 'fa')}</bdi>
            </p>
            {lines.map(({ says, address }) => (
              <p key={says}>
                {says}{' '}
                {address ? (
                  <bdi dir="ltr" className="break-all">
                    {address}
                  </bdi>
                ) : null}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
