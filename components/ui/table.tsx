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

/** Digits run left to right in both directions, so units stand under units at the line's right. */
const UNITS = 'ltr:text-end rtl:text-start'

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

/** A column's head. */
export function HeadCell({
  numeric = false,
  className = '',
  ...rest
}: ThHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={`border-b border-line-2 px-1.5 py-1.5 align-bottom text-xs font-medium text-ink-2 sm:px-2 sm:text-sm in-[[data-tall]]:sticky in-[[data-tall]]:top-0 in-[[data-tall]]:z-1 in-[[data-tall]]:bg-surface print:static ${
        numeric ? UNITS : 'text-start'
      } ${className}`}
      {...rest}
    />
  )
}

/** A row's head: the name the row is about. */
export function RowHead({ className = '', ...rest }: ThHTMLAttributes<HTMLTableCellElement>) {
  return (
    <th
      scope="row"
      className={`border-b border-line px-1.5 py-2 text-start sm:px-2 font-normal ${className}`}
      {...rest}
    />
  )
}

/** A cell; numbers stand at the end of the line in tabular figures. */
export function Cell({
  numeric = false,
  className = '',
  ...rest
}: TdHTMLAttributes<HTMLTableCellElement> & { numeric?: boolean }) {
  return (
    <td
      className={`border-b border-line px-1.5 py-2 sm:px-2 ${numeric ? `${UNITS} whitespace-nowrap tabular-nums` : 'text-start'} ${className}`}
      {...rest}
    />
  )
}
