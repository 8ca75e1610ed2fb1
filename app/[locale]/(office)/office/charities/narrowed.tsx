import { ListFilter } from '@/components/ui/list-filter'
import { isServiceDomain, SERVICE_DOMAINS } from '@/lib/charities/kinds'
import type { Locale, Words } from '@/lib/shared/locale'
import { latinDigits } from '@/lib/shared/number'
import { filtersOf, type Query } from '@/lib/shared/pagination'
import { foldText } from '@/lib/shared/persian-text'
import { listWords } from '../list-words'
import type { Home } from './allowed'
import { named } from './present'

const FILTERS = ['q', 'county', 'domain', 'state', 'province'] as const
export type Asked = ReturnType<typeof filtersOf<(typeof FILTERS)[number]>>

/** What the address of a list of this programme asks for. */
export const askedOf = (query: Query): Asked => filtersOf(query, FILTERS)

type Listed = { countyId: string; state: string }
type Read<T> = { domains: (one: T) => readonly string[]; words: (one: T) => string }

/** The rows of a list that fit what is asked: county, field, state, and words in either spelling. */
export function narrowed<T extends Listed>(rows: readonly T[], asked: Asked, read: Read<T>): T[] {
  const looked = asked.q ? foldText(asked.q) : null
  return rows.filter(
    (one) =>
      (!asked.county || one.countyId === asked.county) &&
      (!isServiceDomain(asked.domain) || read.domains(one).includes(asked.domain)) &&
      (!asked.state || one.state === asked.state) &&
      (!looked || foldText(latinDigits(read.words(one))).includes(looked)),
  )
}

type Props = {
  t: Words
  locale: Locale
  base: string
  asked: Asked
  home: Home
  search: string
  /** The states of what is listed, and where their words are. */
  states: readonly string[]
  stateWords: string
}

/** The filter of a list of this programme; the province may be chosen where the reader works in several. */
export function CharityFilter({ t, locale, base, asked, home, search, states, stateWords }: Props) {
  const filtered = FILTERS.some((key) => key !== 'province' && asked[key])
  return (
    <ListFilter
      action={base}
      kept={home.provinces.length === 1 && asked.province ? { province: asked.province } : {}}
      search={{ label: search, value: asked.q }}
      choices={[
        ...(home.provinces.length > 1
          ? [
              {
                id: 'province',
                label: t('charities.field.province'),
                value: home.provinceId,
                options: home.provinces.map((one) => ({
                  value: one.provinceId,
                  label: locale === 'fa' ? one.provinceFa : one.provinceEn,
                })),
              },
            ]
          : []),
        {
          id: 'county',
          label: t('charities.field.county'),
          value: asked.county,
          options: home.counties.map((one) => ({ value: one.countyId, label: named(one, locale) })),
        },
        {
          id: 'domain',
          label: t('charities.field.domain'),
          value: asked.domain,
          options: SERVICE_DOMAINS.map((value) => ({ value, label: t(`charities.domain.${value}`) })),
        },
        {
          id: 'state',
          label: t('charities.field.state'),
          value: asked.state,
          options: states.map((value) => ({ value, label: t(`${stateWords}.${value}`) })),
        },
      ]}
      words={listWords(t)}
      clearHref={filtered ? base : null}
    />
  )
}
