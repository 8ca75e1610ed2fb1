import { bundleOf } from '@/lib/releases/bundle'
import type { PublicRelease } from '@/lib/releases/public-release'
import { without } from '@/lib/releases/withdrawal'
import { OUTCOME_CODES } from '@/lib/surveys/instruments'
import { releaseFacts } from './release-facts'

const name = (fa: string, en: string | null = null) => ({ fa, en })

/**
 * A release with everything that a release can say: exact, rounded, too small and withdrawn figures, bands, a county too small
 * to be told, a neighbourhood of two groups, names with and without English, months, cost, an older release and a correction;
 * outcomes of every answer there is, one of them withdrawn.
 */
export function sampleRelease(): PublicRelease {
  const places = [
    { county: 'ارومیه', place: 'کوی بهار' },
    { county: 'ارومیه', place: 'شهرک، جنوبی' },
    { county: 'خوی', place: 'محلهٔ «امید»' },
  ]
  const kinds = { age: 'A15_29', education: 'DIPLOMA', head: 'HEAD', status: 'OPEN' }
  const row = (at: number, n: number, change: object = {}) => ({ ...places[at]!, ...kinds, ...change, n })
  const facts = releaseFacts({
    asOf: '2024-07-18',
    places,
    rows: [
      row(0, 48),
      row(0, 21, { age: 'A30_44', education: 'SCHOOL', head: 'NOT_HEAD', status: 'STRICT' }),
      row(1, 25, { age: 'A45_60', education: 'HIGHER', head: 'NOT_HEAD', status: 'DONE' }),
      row(2, 9, { age: 'A61', education: 'BASIC', status: 'LEFT' }),
    ],
    changes: [],
    marks: [
      { ...places[0]!, attended: 900, marked: 1000, lastMarked: [] },
      { ...places[1]!, attended: 300, marked: 1000, lastMarked: [] },
    ],
    previous: [],
    held: 12,
  })
  const english = (fa: string) => name(fa, fa === 'ارومیه' ? 'Urmia' : null)
  const counties = facts.counties.map((county, at) => ({
    ...county,
    name: english(county.name.fa),
    sessionsHeld: [24, 12][at]!,
    sessionsPlanned: [90, 30][at]!,
    heldMinutes: [2885, 1440][at]!,
  }))
  const [first, ...rest] = facts.weave.map((row) => ({ ...row, countyName: english(row.countyName.fa) }))
  const knot = (state: 'held' | 'cancelled') => ({ state, module: 1 })
  const knots = [knot('held'), knot('cancelled'), knot('held')]
  const bahar = { ...first!, placeName: name(first!.placeName.fa, 'Bahar'), held: 5, knots }
  const [better, same, worse] = [
    { low: 1, high: 4 },
    { low: -1, high: 2 },
    { low: -4, high: -1 },
  ]
  const outcomes = OUTCOME_CODES.map((code, at) => ({
    ...{ code, pairs: at === 3 ? 12 : 60, moved: null, known: [] },
    ...[better, same, worse][at % 3]!,
  }))
  const bundle = bundleOf({
    ...facts,
    people: { ...facts.people, truth: { ...facts.people.truth, outcomes } },
    runName: name('دورهٔ آزمایشی', 'Trial run'),
    provinceName: name('استان نمونه', 'Sample Province'),
    office: {
      name: name('ادارهٔ نمونه', 'Sample Office'),
      phone: '044-1234',
      email: 'a@office.example',
      hours: null,
    },
    targets: { counties: 3, neighbourhoods: 4, facilitators: 25, participants: 625 },
    counts: {
      ...facts.counts,
      ...{ counties: 2, neighbourhoods: 3, certified: 25, held: 36 },
      ...{ heldMinutes: 4325, creditedMinutes: 98_765 },
    },
    counties,
    weave: [bahar, { ...bahar, held: 7 }, ...rest],
    months: [
      { year: 1403, month: 3, sessions: 20, heldMinutes: 2400 },
      { year: 1403, month: 4, sessions: 16, heldMinutes: 1925 },
    ],
  })
  const withdrawn = bundle.cells.find((cell) => cell.table === 'EDUCATION' && typeof cell.shown === 'number')!
  return {
    ...without(without(bundle, ['EDUCATION', '', '', withdrawn.category].join('|')), 'OUTCOME|||O-09'),
    cost: { rials: 1_250_000_000, asOfIso: '2024-07-01', note: null },
    number: 3,
    publishedAtIso: '2024-07-20',
    audit: { releases: 3, tested: 40, narrowest: 6, withdrawn: 1 },
    older: [{ number: 2, asOfIso: '2024-06-20', publishedAtIso: '2024-06-22' }],
    corrections: [{ dateIso: '2024-07-22', releaseNumber: 2, text: name('عددی نادرست بود.') }],
  }
}
