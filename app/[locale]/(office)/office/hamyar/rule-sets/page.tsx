import type { Metadata } from 'next'
import { putRuleSet, putTrade } from '@/app/_actions/hamyar'
import { Card } from '@/components/ui/card'
import { FieldsForm, type FormField } from '@/components/ui/fields-form'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { hamyarCounties, ruleSets, trades } from '@/db/queries/hamyar/reference'
import { reading } from '@/db/transaction'
import { actorCan, scopeOf } from '@/lib/access/actor'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { readerDigits } from '@/lib/shared/number'
import { requireHamyar } from '../allowed'
import { conditionsOf, named, setName, yesNo } from '../present'
import { HamyarTabs, hamyarBase } from '../tabs'

export const dynamic = 'force-dynamic'
type Props = { params: Promise<{ locale: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('hamyar.tabs.ruleSets') }
}

/** The rule sets with their sources, the trades, and a form for each for who runs the programme in a whole province. */
export default async function RuleSetsPage({ params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  requireHamyar(actor)
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const [sets, known, counties] = await reading(scope, async (db) => [
    await ruleSets(db, scope),
    await trades(db, scope),
    await hamyarCounties(db, scope),
  ])
  // The path of a county begins with the nation and its province.
  const province = counties.find(({ path }) =>
    actorCan(actor, 'run', { path: path.slice(0, 2), programme: 'HAMYAR' }),
  )
  const hidden = { provinceId: province?.provinceId ?? '', back: `${hamyarBase(locale)}/rule-sets` }
  const words = { error: t('words.kind.error'), success: t('words.kind.success') }
  const number = (name: string): FormField => ({
    kind: 'text',
    name,
    label: t(`hamyar.field.${name}`),
    ltr: true,
    inputMode: 'numeric',
    maxLength: 3,
  })
  return (
    <div className="grid gap-5">
      <PageHead title={t('hamyar.tabs.ruleSets')} line={t('hamyar.ruleSetsLine')} />
      <HamyarTabs t={t} locale={locale} actor={actor} at="/rule-sets" />
      <Card id="sets" title={t('hamyar.ruleSets')}>
        <Table caption={t('hamyar.ruleSets')} captionHidden label={t('hamyar.ruleSets')} dense roomy>
          <thead>
            <tr>
              <HeadCell>{t('hamyar.column.ruleSet')}</HeadCell>
              <HeadCell>{t('hamyar.column.conditions')}</HeadCell>
              <HeadCell>{t('hamyar.field.source')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => (
              <tr key={set.ruleSetId}>
                <RowHead>
                  <bdi>{setName(set, locale)}</bdi>
                </RowHead>
                <Cell>{conditionsOf(set, { t, locale })}</Cell>
                <Cell>
                  <bdi>{set.scopeId === 1 ? set.source : readerDigits(set.source, locale)}</bdi>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      {province ? (
        <Card id="add-set" title={t('hamyar.addSet')}>
          <details>
            <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.addSetLine')}</summary>
            <FieldsForm
              action={putRuleSet}
              hidden={hidden}
              idPrefix="set-"
              size="office"
              submit={t('hamyar.addSet')}
              words={words}
              fields={[
                {
                  kind: 'text',
                  name: 'code',
                  label: t('hamyar.field.code'),
                  hint: t('hamyar.hint.code'),
                  ltr: true,
                  maxLength: 20,
                },
                { kind: 'text', name: 'nameFa', label: t('hamyar.field.nameFa'), maxLength: 80 },
                { kind: 'text', name: 'nameEn', label: t('hamyar.field.nameEn'), ltr: true, maxLength: 80 },
                ...['minSize', 'maxSize', 'minAge', 'maxAge', 'literatePart', 'literateWhole'].map(number),
                { kind: 'select', name: 'coverage', label: t('hamyar.field.coverage'), options: yesNo(t) },
                {
                  kind: 'text',
                  name: 'source',
                  label: t('hamyar.field.source'),
                  hint: t('hamyar.hint.source'),
                  maxLength: 200,
                },
              ]}
            />
          </details>
        </Card>
      ) : null}
      <Card id="trades" title={t('hamyar.trades')}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {known.map((one) => (
            <li key={one.tradeId}>
              <bdi>{named(one, locale)}</bdi>
            </li>
          ))}
        </ul>
        {province ? (
          <details className="mt-3">
            <summary className="min-h-touch py-2 font-semibold text-lapis">{t('hamyar.addTrade')}</summary>
            <FieldsForm
              action={putTrade}
              hidden={hidden}
              idPrefix="trade-"
              size="office"
              look="plain"
              submit={t('hamyar.addTrade')}
              words={words}
              fields={[
                { kind: 'text', name: 'nameFa', label: t('hamyar.field.nameFa'), maxLength: 60 },
                { kind: 'text', name: 'nameEn', label: t('hamyar.field.nameEn'), ltr: true, maxLength: 60 },
              ]}
            />
          </details>
        ) : null}
      </Card>
    </div>
  )
}
