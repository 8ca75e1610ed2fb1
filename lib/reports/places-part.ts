import type { FrozenQuarter, QuarterFigure, QuarterSplitKey } from '@/lib/indicators/quarter'
import { formatPercent } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { ReportBlock, ReportCell, ReportSection, ReportTable } from './document'
import { figureCell, indicatorName, type Pen, textCell } from './figure-cells'
import { barPicture } from './pictures'
import { ofRun } from './threshold'

/** What a county is told by, and what its bar shows. */
const COUNTY_CODES = ['R-07', 'R-08', 'R-09', 'R-10', 'R-11', 'R-13'] as const
const COUNTY_BAR = 'R-11'
const SPLIT_CODES = ['R-07', 'R-09', 'R-10', 'R-11', 'R-12', 'R-13'] as const
const SPLITS: readonly QuarterSplitKey[] = ['zone', 'sex', 'age', 'head', 'education']

const nameOf = (figure: Pick<QuarterFigure, 'nameFa' | 'nameEn'>, { locale }: Pen) =>
  locale === 'fa' ? figure.nameFa : figure.nameEn

type Row = { place: string; name: string; figures: Map<string, QuarterFigure> }

/** The places of a level in the order of the alphabet, with their figures by code. */
function placesAt(quarter: FrozenQuarter, level: 'county' | 'neighbourhood', pen: Pen): Row[] {
  const rows = new Map<string, Row>()
  for (const figure of quarter.figures.filter((one) => one.level === level)) {
    const row = rows.get(figure.place) ?? {
      place: figure.place,
      name: nameOf(figure, pen),
      figures: new Map(),
    }
    row.figures.set(figure.code, figure)
    rows.set(figure.place, row)
  }
  const collator = new Intl.Collator(pen.locale === 'fa' ? 'fa' : 'en')
  return [...rows.values()].sort((one, other) => collator.compare(one.name, other.name))
}

function placeTable(
  quarter: FrozenQuarter,
  level: 'county' | 'neighbourhood',
  rows: readonly Row[],
  pen: Pen,
): ReportTable {
  const { t } = pen
  const codes = COUNTY_CODES.filter((code) => rows.some(({ figures }) => figures.has(code)))
  const whole = new Map(ofRun(quarter).map((figure) => [figure.code, figure]))
  const cells = (figures: ReadonlyMap<string, QuarterFigure>): ReportCell[] =>
    codes.map((code) => {
      const figure = figures.get(code)
      return figure ? figureCell(figure.value, figure.unit, pen) : textCell(t('words.none'))
    })
  return {
    kind: 'table',
    id: level === 'county' ? 'counties' : 'neighbourhoods',
    title: t(`report.table.${level}`),
    columns: [
      { key: level, label: t(`report.column.${level}`), weight: 1.8 },
      ...codes.map((code) => ({ key: code, label: indicatorName(code, pen), numeric: true as const })),
    ],
    rows: [
      ...rows.map(({ name, figures }) => [textCell(isolate(name)), ...cells(figures)]),
      [textCell(t('report.wholeRun')), ...cells(whole)].map((cell) => ({ ...cell, strong: true as const })),
    ],
  }
}

/** Counties with a picture, then neighbourhoods: facts of the office, which are not for the public. */
export function placesSection(quarter: FrozenQuarter, pen: Pen): ReportSection | null {
  const { t, locale } = pen
  const counties = placesAt(quarter, 'county', pen)
  const neighbourhoods = placesAt(quarter, 'neighbourhood', pen)
  if (counties.length + neighbourhoods.length === 0) return null
  const blocks: ReportBlock[] = []
  const bars = counties.flatMap(({ name, figures }) => {
    const value = figures.get(COUNTY_BAR)?.value
    return value === null || value === undefined
      ? []
      : [{ name, share: value, shown: formatPercent(value, locale, { decimals: 1 }), under: false }]
  })
  if (bars.some(({ share }) => share > 0)) {
    const list = bars.map(({ name, shown }) => `${name} ${shown}`).join(t('words.listComma'))
    const title = t('report.picture.counties', { name: indicatorName(COUNTY_BAR, pen) })
    blocks.push({
      kind: 'chart',
      drawing: barPicture(
        { id: 'counties', title, alt: t('report.picture.countiesAlt', { title, list }), locale },
        bars,
        { whole: formatPercent(1, locale) },
      ),
    })
  }
  if (counties.length > 0) blocks.push(placeTable(quarter, 'county', counties, pen))
  if (neighbourhoods.length > 0) blocks.push(placeTable(quarter, 'neighbourhood', neighbourhoods, pen))
  return { id: 'places', title: t('report.section.places'), blocks }
}

/** The run's figures by zone, sex, age, head of household and education. */
export function partsSection(quarter: FrozenQuarter, pen: Pen): ReportSection | null {
  const { t } = pen
  const units = new Map(quarter.figures.map(({ code, unit }) => [code, unit]))
  const blocks = SPLITS.flatMap((by): ReportTable[] => {
    const mine = quarter.splits.filter((split) => split.by === by)
    const codes = SPLIT_CODES.filter((code) => mine.some((split) => split.code === code))
    const keys = [...new Set(mine.map(({ key }) => key))]
    if (codes.length === 0) return []
    return [
      {
        kind: 'table',
        id: `by-${by}`,
        title: t(`report.by.${by}`),
        columns: [
          { key: `by-${by}`, label: t(`report.part.${by}`), weight: 1.6 },
          ...codes.map((code) => ({ key: code, label: indicatorName(code, pen), numeric: true as const })),
        ],
        rows: keys.map((key) => [
          textCell(partName(by, key, pen)),
          ...codes.map((code) => {
            const split = mine.find((one) => one.code === code && one.key === key)
            return split
              ? figureCell(split.value, units.get(code) ?? 'count', pen)
              : textCell(t('words.none'))
          }),
        ]),
      },
    ]
  })
  return blocks.length === 0 ? null : { id: 'parts', title: t('report.section.parts'), blocks }
}

const WORDS_OF: Record<QuarterSplitKey, string> = {
  zone: 'people.preview.zone',
  sex: 'people.sexes',
  age: 'indicator-catalogue.age',
  head: 'indicator-catalogue.head',
  education: 'people.education',
}

/** A part in words; one whose word is not known stands as its code. */
export function partName(by: QuarterSplitKey, key: string | null, { t }: Pen): string {
  if (key === null) return t('report.unknown')
  const word = `${WORDS_OF[by]}.${key}`
  return t.has(word) ? t(word) : key
}
