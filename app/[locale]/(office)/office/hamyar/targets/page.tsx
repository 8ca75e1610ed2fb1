import type { Metadata } from 'next'
import { putCriterion, putTarget, reviseCriterion } from '@/app/_actions/hamyar-desk'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { criteriaOf, targetRevisions } from '@/db/queries/hamyar/ladder'
import { hamyarCounties } from '@/db/queries/hamyar/reference'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import { formatNumber, localDigits, readerDigits } from '@/lib/shared/number'
import { requireHamyar } from '../allowed'
import { chosen, named, yesNo } from '../present'
import { HamyarTabs, hamyarBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar-desk.revise.tab') }
}

/** How many groups each county is to have and what the ladder asks; revised with a reason, and what was before stays to be read. */
export default async function HamyarTargetsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireHamyar(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [counties, revisions] = await reading(scope, async (db) => [
    await hamyarCounties(db, scope),
    await targetRevisions(db, scope),
  ])
  // The path of a county begins with the nation and its province.
  const node = counties[0]?.path[1]
  const province = counties.find(({ path }) =>
    actorCan(actor, 'run', { path: path.slice(0, 2), programme: 'HAMYAR' }),
  )
  const criteria = node ? await reading(scope, (db) => criteriaOf(db, scope, node)) : []
  const mine = counties.filter(({ path }) => actorCan(actor, 'run', { path, programme: 'HAMYAR' }))
  const number = (n: number) => formatNumber(n, locale)
  const back = `${hamyarBase(locale)}/targets`
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const text = (name: string, more: object = {}): FormField => ({
    kind: 'text',
    name,
    label: t(`hamyar-desk.revise.${name}`),
    maxLength: 200,
    ...more,
  })
  const reason = text('reason', { maxLength: 300 })
  const rung = (start = '') => text('rung', { ltr: true, inputMode: 'numeric', maxLength: 1, start })
  return (
    <div className="grid gap-5">
      <PageHead title={t('hamyar-desk.revise.tab')} line={t('hamyar-desk.revise.line')} />
      <HamyarTabs t={t} locale={locale} actor={actor} at="/targets" />
      <Card id="targets" title={t('hamyar-desk.revise.targets')}>
        <Table
          caption={t('hamyar-desk.revise.targets')}
          captionHidden
          label={t('hamyar-desk.revise.targets')}
          dense
        >
          <thead>
            <tr>
              <HeadCell>{t('hamyar.column.county')}</HeadCell>
              <HeadCell numeric>{t('hamyar.column.target')}</HeadCell>
              <HeadCell>{t('hamyar-desk.revise.before')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {counties.map((county) => (
              <tr key={county.countyId} className="align-top">
                <RowHead>{named(county, locale)}</RowHead>
                <Cell numeric>{county.target === null ? t('words.none') : number(county.target)}</Cell>
                <Cell>
                  <ul className="grid gap-1 text-sm">
                    {revisions
                      .filter(({ countyId }) => countyId === county.countyId)
                      .map((one) => (
                        <li key={`${one.on} ${one.value} ${one.reason}`}>
                          {number(one.value)} · {formatDay(one.on, locale, 'numeric')} ·{' '}
                          <bdi>{one.reason ? readerDigits(one.reason, locale) : one.source}</bdi>
                        </li>
                      ))}
                  </ul>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
        {mine.length > 0 ? (
          <details className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t('hamyar-desk.revise.setTarget')}
            </summary>
            <FieldsForm
              action={putTarget}
              hidden={{ back }}
              idPrefix="target-"
              columns={2}
              submit={t('hamyar-desk.revise.setTarget')}
              words={words}
              fields={[
                {
                  kind: 'select',
                  name: 'countyId',
                  label: t('hamyar.column.county'),
                  options: mine.map((one) => ({ value: one.countyId, label: named(one, locale) })),
                },
                text('value', { ltr: true, inputMode: 'numeric', maxLength: 5 }),
                text('source'),
                reason,
              ]}
            />
          </details>
        ) : null}
      </Card>
      <Card id="criteria" title={t('hamyar.ladder.title')}>
        <ul aria-label={t('hamyar.ladder.title')} className="grid gap-3">
          {criteria.map((one) => (
            <li key={one.criterionId} className="grid gap-1 border-b border-line pb-2 last:border-0">
              <span className="flex flex-wrap items-center gap-2">
                <span className="text-sm text-ink-2">
                  {t('hamyar.ladder.rung', { rung: number(one.rung) })}
                </span>
                <bdi className={one.retired ? 'text-ink-3 line-through' : 'font-semibold'}>
                  {named(one, locale)}
                </bdi>
                {one.retired ? <Badge>{t('hamyar-desk.revise.retiredBadge')}</Badge> : null}
              </span>
              {one.reason ? (
                <span className="text-sm text-ink-2">
                  <bdi>{readerDigits(one.reason, locale)}</bdi>
                </span>
              ) : null}
              {province ? (
                <details>
                  <summary className="min-h-touch py-2 text-sm font-semibold text-lapis">
                    {t('hamyar-desk.revise.change')}
                  </summary>
                  <FieldsForm
                    action={reviseCriterion}
                    hidden={{ back, provinceId: province.provinceId, criterionId: one.criterionId }}
                    idPrefix={`${one.criterionId}-`}
                    look="plain"
                    columns={2}
                    submit={t('hamyar.save')}
                    words={words}
                    fields={[
                      text('nameFa', { maxLength: 120, start: one.nameFa }),
                      text('nameEn', { maxLength: 120, start: one.nameEn, ltr: true }),
                      rung(localDigits(String(one.rung), locale)),
                      {
                        kind: 'select',
                        name: 'retired',
                        label: t('hamyar-desk.revise.retired'),
                        start: chosen(one.retired),
                        options: yesNo(t).slice(1),
                      },
                      reason,
                    ]}
                  />
                </details>
              ) : null}
            </li>
          ))}
        </ul>
        {province ? (
          <details className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">
              {t('hamyar-desk.revise.add')}
            </summary>
            <FieldsForm
              action={putCriterion}
              hidden={{ back, provinceId: province.provinceId }}
              idPrefix="criterion-"
              columns={2}
              submit={t('hamyar-desk.revise.add')}
              words={words}
              fields={[
                text('nameFa', { maxLength: 120 }),
                text('nameEn', { maxLength: 120, ltr: true }),
                rung(),
                text('source'),
              ]}
            />
          </details>
        ) : null}
      </Card>
    </div>
  )
}
