import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'

export type WaitingRow = {
  enrolmentId: string
  place: string
  name: string
  href: string | null
  since: string
  promote: FieldsFormProps | null
  leave: FieldsFormProps | null
}
type Props = { title: string; lines: string[]; rows: WaitingRow[] }

/** Who waits for a place, in the order in which they get one. */
export function CohortWaiting({ title, lines, rows }: Props) {
  return (
    <Card id="waiting" title={title}>
      {lines.map((line) => (
        <p key={line} className="text-sm text-ink-2">
          {line}
        </p>
      ))}
      <ol className="mt-3 grid gap-3">
        {rows.map((one) => (
          <li
            key={one.enrolmentId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-3"
          >
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold">{one.place}</span>
              {one.href ? (
                <a href={one.href}>
                  <bdi>{one.name}</bdi>
                </a>
              ) : (
                <span className="text-ink-2">{one.name}</span>
              )}
              <span className="text-sm text-ink-2">{one.since}</span>
            </span>
            <span className="flex flex-wrap gap-2 print:hidden">
              {one.promote ? <FieldsForm {...one.promote} /> : null}
              {one.leave ? <FieldsForm {...one.leave} /> : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
