import { assess } from '@/app/_actions/hamyar'
import { Checks } from '@/components/hamyar/checks'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { GroupRow } from '@/db/queries/hamyar/group-facts'
import type { CriterionRow } from '@/db/queries/hamyar/ladder'
import type { Actor } from '@/lib/access/actor'
import { rungOf } from '@/lib/hamyar/ladder'
import { dayTyped } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { named, type Told } from '../present'

type Props = {
  told: Told
  actor: Actor
  group: GroupRow
  ladder: CriterionRow[]
  today: string
  back: string
}
const ASSESSED = ['ACTIVE', 'SELF_SUFFICIENT']

/** The ladder of self-sufficiency as the newest assessment answers it; the group's own social worker answers anew. */
export function LadderCard({ told: { t, locale }, actor, group, ladder, today, back }: Props) {
  const rungs = [...new Set(ladder.map(({ rung }) => rung))]
  const met = new Set(ladder.filter((one) => one.met).map(({ criterionId }) => criterionId))
  const number = (n: number) => formatNumber(n, locale)
  return (
    <Card
      id="ladder"
      title={t('hamyar.ladder.title')}
      aside={t('hamyar.ladder.at', { rung: number(rungOf(ladder, met)), of: number(rungs.length) })}
    >
      <ol className="grid gap-3">
        {rungs.map((rung) => (
          <li key={rung} className="grid gap-1">
            <span className="text-sm text-ink-2">{t('hamyar.ladder.rung', { rung: number(rung) })}</span>
            <ul className="grid gap-1">
              {ladder
                .filter((one) => one.rung === rung)
                .map((one) => (
                  <li key={one.criterionId} className="flex flex-wrap items-center gap-2">
                    <Badge tone={one.met ? 'done' : 'neutral'}>
                      {t(one.met ? 'hamyar.ladder.met' : 'hamyar.ladder.unmet')}
                    </Badge>
                    <bdi>{named(one, locale)}</bdi>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ol>
      {group.workerId === actor.userId && ASSESSED.includes(group.state) ? (
        <details className="mt-4">
          <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.assess')}</summary>
          <FieldsForm
            action={assess}
            hidden={{ groupId: group.groupId, back }}
            idPrefix="assess-"
            size="office"
            look="plain"
            submit={t('hamyar.assessSubmit')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
            fields={[
              {
                kind: 'text',
                name: 'day',
                label: t('hamyar.field.day'),
                start: dayTyped(today, locale),
                ltr: true,
                inputMode: 'numeric',
              },
              {
                kind: 'area',
                name: 'finding',
                label: t('hamyar.field.finding'),
                hint: t('hamyar.hint.nobody'),
                rows: 3,
                maxLength: 600,
              },
            ]}
          >
            <Checks
              legend={t('hamyar.ladder.which')}
              hint={t('hamyar.ladder.notTheBook')}
              name="met"
              options={ladder.map((one) => ({
                value: one.criterionId,
                label: named(one, locale),
                on: one.met,
              }))}
            />
          </FieldsForm>
        </details>
      ) : null}
    </Card>
  )
}
