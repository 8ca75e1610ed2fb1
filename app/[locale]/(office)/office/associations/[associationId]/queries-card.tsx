import { settleQuery } from '@/app/_actions/association-service'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { ServiceQueryRow } from '@/db/queries/associations/service'
import { QUERY_OUTCOMES } from '@/lib/associations/kinds'
import { noticeWords, on, type Told } from '../present'

type Props = { told: Told; back: string; queries: ServiceQueryRow[] }

/** What volunteers said to be wrong by their cards, and what came of it; only from within the association. */
export function QueriesCard({ told, back, queries }: Props) {
  const { t } = told
  if (queries.length === 0) return null
  return (
    <Card
      id="queries"
      title={t('association-service.queries.title')}
      aside={t('association-service.queries.aside')}
    >
      <ul className="grid">
        {queries.map((one) => (
          <li
            key={one.queryId}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-2 last:border-0"
          >
            <a
              href={`${back}/volunteers/${one.volunteerId}`}
              className="inline-flex min-h-11 items-center font-semibold"
            >
              <bdi>{one.name}</bdi>
            </a>
            <span className="text-sm">{t(`card.service.query.${one.what}`)}</span>
            <span className="text-sm text-ink-2">{on(one.day, told)}</span>
            {one.outcome ? (
              <Badge tone="done">{t(`association-service.queries.outcome.${one.outcome}`)}</Badge>
            ) : (
              QUERY_OUTCOMES.map((outcome) => (
                <FieldsForm
                  key={outcome}
                  action={settleQuery}
                  hidden={{ queryId: one.queryId, outcome }}
                  idPrefix={`${one.queryId}-${outcome}-`}
                  look="plain"
                  submit={t(`association-service.queries.settle.${outcome}`)}
                  words={noticeWords(told)}
                  fields={[]}
                />
              ))
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
