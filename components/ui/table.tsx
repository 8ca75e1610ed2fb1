import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react'

type Props = {
  /** Says what the table is about; shown unless `captionHidden`. */
  caption: ReactNode
  captionHidden?: boolean
  /** The label of the box that scrolls when the table is wider than the screen. */
  label: string
  dense?: boolean
  /** For long office tables: the box has its own height and the heads stay in sight in it. */
  tall?: boolean
  /** For tables of many words: on a phone the columns keep a readable width and the box scrolls. */
  roomy?: boolean
  children: ReactNode
}

/** A table that scrolls in its own box (never the page) and can be reached by keyboard there. */
export function Table({
  caption,
  captionHidden = false,
  label,
  dense = false,
  tall = false,
  roomy = false,
  children,
}: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box that scrolls, no set of form fields and no landmark
    <div
      role="group"
      data-tall={tall ? '' : undefined}
      className={`max-w-full overflow-x-auto print:max-h-none print:overflow-visible ${tall ? 'max-h-[80dvh] overflow-y-auto' : ''}`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table
        className={`w-full border-collapse text-sm ${dense ? '' : 'sm:text-[0.9375rem]'} ${roomy ? 'min-w-[44rem] print:min-w-0' : ''}`}
      >
        <caption className={captionHidden ? 'sr-only' : 'pb-2 text-start text-sm text-ink-2'}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  )
}

/** Nothing beside the name of a cell where nothing is asked for: a page holds hundreds of them. */
const named = (name: string, numeric: boolean, more: string) =>
  [name, numeric ? 'cell-num' : '', more].filter(Boolean).join(' ')

/** A column's head. */
export function HeadCell({
  numeric = false,
  className = '',
  ...rest
}: ThHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return <th scope="col" className={named('cell-head', numeric, className)} {...rest} />
}

/** A row's head: the name the row is about. */
export function RowHead({ className = '', ...rest }: ThHTMLAttributes<HTMLTableCellElement>) {
  return <th scope="row" className={named('cell-row', false, className)} {...rest} />
}

/** A cell; numbers stand at the end of the line in tabular figures. */
export function Cell({
  numeric = false,
  className = '',
  ...rest
}: TdHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return <td className={named('cell', numeric, className)} {...rest} />
}
