import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { partnerNames } from '@/db/queries/associations/association-facts'
import { type ProvinceStanding, provinceFigures, provinceStanding } from '@/db/queries/associations/province'
import { readingAnywhere } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { partsOf, SPLITS_OF, type Split } from '@/lib/associations/breakdown'
import { A_CODES, type ACode } from '@/lib/associations/indicators'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatNumber } from '@/lib/shared/number'
import { requireAssociations } from '../../allowed'
import { foundProvince } from '../../found'
import { countyOf, named, on, shownValue, type Told } from '../../present'
import { associationsBase } from '../../tabs'

export const dynamic = 'force-dynamic'
type Asked = { province?: string; by?: string }
type Props = { params: Promise<{ locale: string; code: string }>; searchParams: Promise<Asked> }

const codeOf = (code: string): ACode | undefined => A_CODES.find((one) => one === code)

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { locale, code } = await params
  const t = await wordsOf(localeOf(locale))
  const known = codeOf(code)
  return { title: known ? t(`associations.figure.${known}.name`) : t('associations.figures') }
}

/** What lies behind one figure, part by part, each leading on to where it is from. */
export default async function FigurePage({ params, searchParams }: Props) {
  const { locale: asked, code: typed } = await params
  const locale = localeOf(asked)
  const { province: wanted, by } = await searchParams
  const actor = await requireActor()
  requireAssociations(actor)
  const code = codeOf(typed)
  if (!code) notFound()
  const scope = scopeOf(actor)
  const t = await wordsOf(locale)
  const told = { t, locale }
  const { province, provinces } = await foundProvince(actor, wanted)
  if (!province) notFound()
  const split = SPLITS_OF[code].find((one) => one === by) ?? SPLITS_OF[code][0]!
  const found = await readingAnywhere(scope, async (db) => {
    const at = await provinceStanding(db, scope, province, new Date())
    const partners =
      split === 'partner'
        ? await partnerNames(db, scope, { provinceId: province.provinceId, today: at.today })
        : null
    return { at, partners, ...(await provinceFigures(db, scope, at)) }
  })
  const { at } = found
  const figure = found.figures.find((one) => one.code === code)!
  const parts = partsOf(code, split, at.associations, at.counties, found.by)
  const base = associationsBase(locale)
  const kept = { ...(provinces.length > 1 && { province: province.code }) }
  const to = (one: Split) => `${base}/figures/${code}?${new URLSearchParams({ ...kept, by: one })}`
  const name = t(`associations.figure.${code}.name`)
  const labels = labelsOf(split, at, found, told)
  return (
    <div className="grid max-w-4xl gap-5">
      <p className="-mb-3 text-sm">
        <a
          href={`${base}/figures${kept.province ? `?province=${kept.province}` : ''}`}
          className="inline-flex min-h-11 items-center"
        >
          {t('association-figures.back')}
        </a>
      </p>
      <PageHead
        title={
          <>
            {name} <bdi className="text-base text-ink-3">{code}</bdi>
          </>
        }
        line={<bdi>{[named(province, locale), on(at.today, told)].filter(Boolean).join(' · ')}</bdi>}
      />
      <p>
        <span className="text-2xl font-bold">{shownValue(figure, told)}</span>{' '}
        <span className="text-sm text-ink-2">{t(`associations.figure.${code}.about`)}</span>
      </p>
      <TabsAsLinks
        label={t('association-figures.by')}
        current={to(split)}
        tabs={SPLITS_OF[code].map((one) => ({ href: to(one), label: t(`association-figures.split.${one}`) }))}
      />
      <Card id="parts" title={t(`association-figures.split.${split}`)}>
        <Table caption={name} captionHidden label={name} dense>
          <thead>
            <tr>
              <HeadCell>{t(`association-figures.head.${split}`)}</HeadCell>
              <HeadCell numeric>{t(`association-figures.value.${countedIn(code, split)}`)}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => {
              const { label, href } = labels(part.key)
              return (
                <tr key={part.key}>
                  <RowHead>
                    {href ? (
                      <a href={href}>
                        <bdi>{label}</bdi>
                      </a>
                    ) : (
                      <bdi>{label}</bdi>
                    )}
                  </RowHead>
                  <Cell numeric>
                    {split === 'pilot'
                      ? t(`associations.${part.value === 1 ? 'pilotStarted' : 'pilotNotStarted'}`)
                      : OWN_COUNT.includes(split) || code === 'A-09'
                        ? formatNumber(part.value, locale)
                        : shownValue({ ...part, code }, told)}
                  </Cell>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Card>
    </div>
  )
}

/** Where the parts count something of their own: activities of a lunar month, associations of a partner. */
const OWN_COUNT: readonly Split[] = ['lunar', 'partner', 'pilot']

function countedIn(code: ACode, split: Split): string {
  if (split === 'pilot') return 'pilot'
  if (split === 'lunar' || (code === 'A-09' && split === 'field')) return 'activities'
  return split === 'partner' ? 'associations' : 'figure'
}

type Found = {
  partners: Map<string, string> | null
  pilots: { nameFa: string | null; nameEn: string | null }[]
}

/** What the key of a part is called, and where it leads. */
function labelsOf(split: Split, at: ProvinceStanding, { partners, pilots }: Found, told: Told) {
  const { t, locale } = told
  const base = associationsBase(locale)
  return (key: string): { label: string; href: string | null } => {
    const plain = (label: string) => ({ label, href: null })
    switch (split) {
      case 'county': {
        const county = at.counties.find(({ countyId }) => countyId === key)!
        return { label: named(county, locale), href: `${base}#county-${key}` }
      }
      case 'association': {
        const one = at.associations.find(({ associationId }) => associationId === key)!
        return {
          label: t('association-figures.in', { name: one.nameFa, county: countyOf(one, locale) }),
          href: `${base}/${key}`,
        }
      }
      case 'standing':
        return plain(t(`associations.standing.${key}`))
      case 'group':
        return plain(t(`associations.group.${key}`))
      case 'field':
        return plain(t(`associations.fields.${key}`))
      case 'lunar':
        return plain(t(`associations.lunar.${key}`))
      case 'partner':
        return plain(partners?.get(key) ?? key)
      case 'pilot': {
        const one = pilots[Number(key) - 1]
        const name = locale === 'fa' ? one?.nameFa : one?.nameEn
        return plain(name ?? t('associations.pilotUnnamed'))
      }
    }
  }
}
