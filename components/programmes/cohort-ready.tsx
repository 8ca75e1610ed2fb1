import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FieldsFormProps } from '@/components/ui/fields-form'

type Props = {
  title: string
  line: string
  conditions: { code: string; met: boolean; says: string; state: string }[]
  /** The act that declares the group ready; null for who may not. */
  form: FieldsFormProps | null
}

/** What a group needs before it begins, each condition with its numbers. */
export function CohortReady({ title, line, conditions, form }: Props) {
  return (
    <Card id="ready" title={title}>
      <p className="mb-3 text-sm text-ink-2">{line}</p>
      <ul className="grid gap-2">
        {conditions.map(({ code, met, says, state }) => (
          <li key={code} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge tone={met ? 'done' : 'late'}>{state}</Badge>
            <span>{says}</span>
          </li>
        ))}
      </ul>
      {form ? (
        <div className="mt-4">
          <FieldsForm {...form} />
        </div>
      ) : null}
    </Card>
  )
}
