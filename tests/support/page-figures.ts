import { CATEGORIES } from '@/lib/disclosure/cell'
import type { PublicRelease } from '@/lib/releases/public-release'
import { formatDay, monthName } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent } from '@/lib/shared/number'

/** A row of the released table as a program reads it: column by column, all texts. */
export type TableRow = Record<string, string>
type Markup = { text: string; tables: string[][][]; pairs: [string, string][]; labels: string[] }

const decoded = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|#x27|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x27': "'", '#39': "'" }
const all = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].map((match) => match[1] ?? '')

/** The sections of a page as it comes from the server, before any script: texts, tables, terms, what pictures say. */
export function sectionsOf(html: string): Map<string, Markup> {
  const bare = html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<!--[\s\S]*?-->/g, '')
  const parts = bare.split(/<section\b/).map((part) => {
    const name = /^[^>]*aria-labelledby="([\w-]+)"/.exec(part)?.[1] ?? 'top'
    return [name, part.split('</section>')[0] ?? ''] as const
  })
  return new Map(
    parts.map(([name, markup]) => [
      name,
      {
        text: decoded(markup.replace(/></g, '> <')),
        tables: all(markup, /<table[^>]*>([\s\S]*?)<\/table>/g).map((table) =>
          all(table, /<tr[^>]*>([\s\S]*?)<\/tr>/g).map((row) =>
            all(row, /<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g).map(decoded),
          ),
        ),
        pairs: [...markup.matchAll(/<dt[^>]*>([\s\S]*?)<\/dt><dd[^>]*>([\s\S]*?)<\/dd>/g)].map(
          ([, term = '', said = '']): [string, string] => [decoded(term), decoded(said)],
        ),
        labels: all(markup, /aria-label="([^"]*)"/g).map(decoded),
      },
    ]),
  )
}

/**
 * Every figure that a release's page shows against the rows of its table: by the row's own value, written as the page writes.
 * `seen` are the ids of the rows that stand on the page.
 */
export function againstPage(
  html: string,
  rows: readonly TableRow[],
  release: Pick<PublicRelease, 'rules' | 'counties' | 'weave' | 'months'>,
  t: Words,
  locale: Locale,
): { wrong: string[]; seen: Set<string> } {
  const page = sectionsOf(html)
  const byId = new Map(rows.map((row) => [row.id!, row]))
  const wrong: string[] = []
  const seen = new Set<string>()
  const said = (id: string): string => {
    const row = byId.get(id)
    if (!row) return `no row ${id}`
    seen.add(id)
    if (row.status === 'withheld')
      return t('disclosure.shown.UNDER', { min: formatNumber(release.rules.minPeople, locale) })
    if (row.status === 'withdrawn') return t('disclosure.shown.WITHDRAWN')
    if (row.band) return t(`disclosure.shown.${row.band}`)
    return row.unit === 'minutes'
      ? formatHours(Number(row.value), locale)
      : formatNumber(Number(row.value), locale)
  }
  const target = (id: string) => {
    const row = byId.get(id)
    if (!row?.target) return ''
    const value = Number(row.target)
    return row.unit === 'minutes' ? formatHours(value, locale) : formatNumber(value, locale)
  }
  const on = (id: string) => formatDay(byId.get(id)?.counted_on || '1970-01-01', locale, 'long')
  const same = (shown: string | undefined, expected: string, where: string) => {
    if (shown !== expected) wrong.push(`${where}: the page says «${shown}», the table «${expected}»`)
  }
  const name = (text: { fa: string; en: string | null }) => (locale === 'en' ? (text.en ?? text.fa) : text.fa)
  const table = (section: string, at: number) => page.get(section)?.tables[at] ?? []

  const headline = t('public.headline.meter', { value: said('R-09'), target: target('R-09') })
  if (byId.get('R-09')?.status === 'told' && !page.get('top')?.labels.includes(headline))
    wrong.push(`the headline is not «${headline}»`)

  for (const [term, shown] of page.get('tiles')?.pairs ?? []) {
    const code =
      ['R-01', 'R-02', 'R-03', 'R-07', 'SESSIONS'].find((one) => t(`public.tiles.${one}`) === term) ?? term
    const of = target(code)
    same(shown, of ? `${said(code)}${t('public.tiles.of', { target: of })}` : said(code), term)
  }

  for (const county of release.counties) {
    const [, places, enrolled, sessions, hours] =
      table('counties', 0).find(([first]) => first === name(county.name)) ?? []
    const id = (code: string) => `${code}/${county.name.fa}`
    same(places, said(id('R-02')), id('R-02'))
    same(enrolled, said(id('R-07')), id('R-07'))
    same(
      sessions,
      `${said(id('SESSIONS'))} ${t('public.tiles.of', { target: target(id('SESSIONS')) })}`,
      id('SESSIONS'),
    )
    same(hours, said(id('R-08')), id('R-08'))
    const ages = table('people', 3).find(([first]) => first === name(county.name))
    CATEGORIES.age.forEach((age, column) => {
      const cell = `COUNTY_AGE/${county.name.fa}/${age}`
      if (ages) same(ages[column + 1], said(cell), cell)
      if (ages) same(ages.at(-1), on(cell), `${cell}, day`)
    })
  }
  same(table('counties', 0).at(-1)?.at(-1), said('R-08'), 'R-08, the sum of the counties')

  const groups = new Map<string, number>()
  const weave = table('weave', 0)
  for (const row of release.weave) {
    const place = `${row.countyName.fa}/${row.placeName.fa}`
    const times = (groups.get(place) ?? 0) + 1
    groups.set(place, times)
    const id = (code: string) => `${code}/${place}${times > 1 ? `#${times}` : ''}`
    const lines = weave.filter(
      ([county, one]) => county === name(row.countyName) && one === name(row.placeName),
    )
    const shown = lines[times - 1] ?? []
    same(shown[2], said(id('SESSIONS')), id('SESSIONS'))
    same(shown[3], said(id('CANCELLED')), id('CANCELLED'))
    same(shown[4], target(id('SESSIONS')), `${id('SESSIONS')}, planned`)
    const people = table('people', 4).find(
      ([one, county]) => one === name(row.placeName) && county === name(row.countyName),
    )
    if (!people) continue
    same(people[2], said(`NEIGHBOURHOOD/${place}`), `NEIGHBOURHOOD/${place}`)
    same(people[3], on(`NEIGHBOURHOOD/${place}`), `NEIGHBOURHOOD/${place}, day`)
    const attendance = `ATTENDANCE/${place}`
    same(people[4], byId.has(attendance) ? said(attendance) : t('disclosure.shown.none'), attendance)
  }

  for (const { year, month } of release.months) {
    const key = `${year}-${String(month).padStart(2, '0')}`
    const label = `${monthName(month, locale)} ${formatNumber(year, locale, { grouping: false })}`
    const [, sessions, hours] = table('months', 0).find(([first]) => first === label) ?? []
    same(sessions, said(`SESSIONS/${key}`), `SESSIONS/${key}`)
    same(hours, said(`R-08/${key}`), `R-08/${key}`)
    if (!page.get('months')?.labels.some((one) => one.includes(`${monthName(month, locale)} ${sessions}`)))
      wrong.push(`the chart of the months does not say ${key}`)
  }

  ;(['AGE', 'EDUCATION', 'HEAD'] as const).forEach((code, at) => {
    for (const category of CATEGORIES[code.toLowerCase() as 'age']) {
      const id = `${code}/${category}`
      if (!byId.has(id)) continue
      const shown = table('people', at).find(([first]) => first === t(`disclosure.category.${category}`))
      same(shown?.[1], said(id), id)
      const percent = byId.get(id)?.percent
      same(
        shown?.[2],
        percent ? formatPercent(Number(percent) / 100, locale) : t('words.none'),
        `${id}, share`,
      )
    }
  })

  const completion = page.get('completion')?.text
  if (completion !== undefined) {
    const enrolled = Number(byId.get('R-07')?.value)
    const share = formatPercent(Number(byId.get('COMPLETED')?.value) / enrolled, locale, { decimals: 1 })
    const values = { completed: said('COMPLETED'), enrolled: said('R-07'), share }
    const hours = formatHours(release.rules.cohortMinutes, locale)
    const told = (id: string) => byId.get(id)?.status === 'told'
    const sentences = [
      ...(byId.get('COMPLETED')?.value === '0'
        ? []
        : told('COMPLETED')
          ? [
              t('public.completion.line', values),
              t('public.completion.strict', { hours, strict: said('STRICT') }),
            ]
          : [t('disclosure.completion.completed')]),
      ...(byId.get('LEFT')?.value === '0'
        ? []
        : [
            told('LEFT')
              ? t('public.completion.left', { left: said('LEFT') })
              : t('disclosure.completion.left'),
          ]),
    ]
    for (const one of ['STRICT', 'LEFT']) seen.add(one)
    for (const sentence of sentences)
      if (!completion.includes(sentence)) wrong.push(`the page does not say «${sentence}»`)
  }
  for (const row of rows.filter(({ code }) => OUTCOME.test(code!))) {
    const answer = saidOfOutcome(row, release, t, locale)
    seen.add(row.id!)
    const listed = page
      .get('outcomes')
      ?.pairs.find(([, names]) => names.includes(t(`outcomes.code.${row.code}`)))
    same(listed?.[0], answer, row.id!)
  }
  const cost = byId.get('COST')
  if (
    cost &&
    !page.get('contact')?.text.includes(t('public.cost.line', { amount: said('COST'), day: on('COST') }))
  )
    wrong.push('the page does not say what it costs')
  return { wrong, seen }
}

const OUTCOME = /^O-\d\d$/

function saidOfOutcome(
  row: TableRow,
  { rules }: Pick<PublicRelease, 'rules'>,
  t: Words,
  locale: Locale,
): string {
  if (row.status === 'withdrawn') return t('disclosure.shown.WITHDRAWN')
  if (row.band) return t(`disclosure.shown.${row.band}`)
  return t('released-outcomes.results.UNDER', { pairs: formatNumber(rules.outcomeLeast ?? 30, locale) })
}

/** The page of the outcomes against the rows of the table: answer and day of each, and no outcome that the table does not have. */
export function againstOutcomes(
  html: string,
  rows: readonly TableRow[],
  release: Pick<PublicRelease, 'rules'>,
  t: Words,
  locale: Locale,
): string[] {
  const shown = (sectionsOf(html).get('results')?.tables[0] ?? []).slice(1)
  const expected = rows
    .filter(({ code }) => OUTCOME.test(code!))
    .map((row) => [
      t(`outcomes.code.${row.code}`),
      saidOfOutcome(row, release, t, locale),
      formatDay(row.counted_on!, locale, 'long'),
    ])
  const text = (table: string[][]) => table.map((row) => row.join(' | '))
  return [
    ...text(shown).filter((line) => !text(expected).includes(line)),
    ...text(expected).filter((line) => !text(shown).includes(line)),
  ]
}
