import { promise, settle } from '@/app/_actions/hamyar-desk'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import type { PlanLine } from '@/db/queries/hamyar/desk'
import { ASPECTS, PILLARS, PLAN_ENDS } from '@/lib/hamyar/desk'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber } from '@/lib/shared/number'
import { type DeskProps, dayField, formWords } from './shared'

/** The three-pillar plan: what the state, each woman and the group promise, about which aspect of life, and by when. */
export function PlanCard({ plan, ...desk }: DeskProps & { plan: PlanLine[] }) {
  const { told, groupId, today, back, open } = desk
  const { t, locale } = told
  return (
    <Card id="plan" title={t('hamyar-desk.plan.title')}>
      {open ? (
        <details className="mb-3">
          <summary className="flex min-h-touch items-center font-semibold text-lapis">
            {t('hamyar-desk.plan.new')}
          </summary>
          <FieldsForm
            action={promise}
            hidden={{ groupId, back }}
            idPrefix="plan-"
            size="field"
            submit={t('hamyar-desk.plan.write')}
            words={formWords(t)}
            fields={[
              {
                kind: 'select',
                name: 'pillar',
                label: t('hamyar-desk.plan.pillar'),
                options: PILLARS.map((value) => ({ value, label: t(`hamyar-desk.pillar.${value}`) })),
              },
              {
                kind: 'select',
                name: 'aspect',
                label: t('hamyar-desk.plan.aspect'),
                options: ASPECTS.map((value) => ({ value, label: t(`hamyar-desk.aspect.${value}`) })),
              },
              {
                kind: 'area',
                name: 'textFa',
                label: t('hamyar-desk.plan.text'),
                hint: t('hamyar.hint.nobody'),
                rows: 2,
                maxLength: 300,
              },
              dayField(desk, 'dueOn', t('hamyar-desk.plan.due'), null),
            ]}
          />
        </details>
      ) : null}
      {PILLARS.map((pillar) => {
        const mine = plan.filter((one) => one.pillar === pillar)
        return (
          <section key={pillar} aria-label={t(`hamyar-desk.pillar.${pillar}`)} className="mb-3 grid gap-1">
            <h3 className="text-sm font-semibold text-ink-2">
              {t('hamyar-desk.pillarCount', {
                pillar: t(`hamyar-desk.pillar.${pillar}`),
                count: formatNumber(mine.length, locale),
              })}
            </h3>
            <ul className="grid gap-2">
              {mine.map((one) => (
                <li key={one.itemId} className="grid gap-1 rounded-lg border border-line px-3 py-2">
                  <bdi>{one.textFa}</bdi>
                  <span className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
                    {t(`hamyar-desk.aspect.${one.aspect}`)}
                    {one.dueOn ? (
                      <span>
                        {t('hamyar-desk.plan.until', { day: formatDay(one.dueOn, locale, 'numeric') })}
                      </span>
                    ) : null}
                    {one.status === 'OPEN' ? (
                      one.dueOn && one.dueOn < today ? (
                        <Badge tone="late">{t('hamyar-desk.dueBadge')}</Badge>
                      ) : null
                    ) : (
                      <Badge tone={one.status === 'DONE' ? 'done' : 'neutral'}>
                        {t(`hamyar-desk.plan.${one.status}`)}
                      </Badge>
                    )}
                  </span>
                  {one.status === 'OPEN' && open ? (
                    <details>
                      <summary className="flex min-h-touch items-center text-sm font-semibold text-lapis">
                        {t('hamyar-desk.plan.settle')}
                      </summary>
                      <FieldsForm
                        action={settle}
                        hidden={{ itemId: one.itemId, back }}
                        idPrefix={`${one.itemId}-`}
                        size="field"
                        look="plain"
                        submit={t('hamyar-desk.plan.settle')}
                        words={formWords(t)}
                        fields={[
                          {
                            kind: 'select',
                            name: 'status',
                            label: t('hamyar-desk.plan.outcome'),
                            options: PLAN_ENDS.map((value) => ({
                              value,
                              label: t(`hamyar-desk.plan.${value}`),
                            })),
                          },
                          dayField(desk, 'day', t('hamyar.field.day'), today),
                        ]}
                      />
                    </details>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </Card>
  )
}
