import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'

type Props = {
  id: string
  title: string
  opened: string
  question: string
  /** Column heads: one for each record. */
  records: string[]
  /** A fact of each record beside the other's; `differs` where they disagree. */
  facts: { label: string; values: { text: string; href?: string }[]; differs: boolean }[]
  notes: string[]
  caption: string
  form: FieldsFormProps
}

/** Two records that may be of one woman, side by side, and the decision. */
export function DuplicateCase({ id, title, opened, question, records, facts, notes, caption, form }: Props) {
  return (
    <Card id={id} title={title} aside={opened}>
      <p className="mb-3 font-semibold">{question}</p>
      <Table caption={caption} captionHidden label={title} dense>
        <thead>
          <tr>
            <HeadCell> </HeadCell>
            {records.map((record) => (
              <HeadCell key={record}>{record}</HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ label, values, differs }) => (
            <tr key={label}>
              <RowHead>{label}</RowHead>
              {values.map(({ text, href }, at) => (
                <Cell key={records[at]} className={differs ? 'font-semibold' : ''}>
                  {href ? (
                    <a href={href}>
                      <bdi>{text}</bdi>
                    </a>
                  ) : (
                    <bdi>{text}</bdi>
                  )}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {notes.map((note) => (
        <p key={note} className="mt-3 text-sm text-ink-2">
          {note}
        </p>
      ))}
      <div className="mt-4 max-w-2xl">
        <FieldsForm {...form} />
      </div>
    </Card>
  )
}
