import type { ReleasedCell } from '@/lib/disclosure/cell'
import { type Change, type Marks, type TruthRow, truthOf } from '@/lib/disclosure/truth'
import type { ReleaseFacts } from '@/lib/releases/bundle'

const text = (fa: string) => ({ fa, en: null })

type Given = {
  asOf: string
  rows: readonly TruthRow[]
  places: readonly { county: string; place: string }[]
  changes: readonly Change[]
  marks?: readonly Marks[]
  previous: readonly ReleasedCell[]
  /** Sessions held in each neighbourhood, of thirty. */
  held?: number | ((place: string) => number)
}

/** What a release is made of, from people alone: everything that counts nobody is left empty. */
export function releaseFacts({
  asOf,
  rows,
  places,
  changes,
  marks = [],
  previous,
  held = 30,
}: Given): ReleaseFacts {
  const count = (which: (row: TruthRow) => boolean) => rows.filter(which).reduce((sum, row) => sum + row.n, 0)
  return {
    ...FILLING,
    asOfIso: asOf,
    counts: {
      ...FILLING.counts,
      enrolled: count(() => true),
      completed: count(({ status }) => status === 'DONE' || status === 'STRICT'),
      left: count(({ status }) => status === 'LEFT'),
    },
    counties: [...new Set(places.map((one) => one.county))].map((county) => ({
      name: text(county),
      neighbourhoods: places.filter((one) => one.county === county).length,
      enrolled: count((row) => row.county === county),
      sessionsHeld: 0,
      sessionsPlanned: 0,
      heldMinutes: 0,
    })),
    weave: places.map(({ county, place }) => ({
      placeName: text(place),
      countyName: text(county),
      held: typeof held === 'number' ? held : held(place),
      planned: 30,
      knots: [],
    })),
    people: { truth: truthOf(asOf, rows, places), marks, previous, changes },
  }
}

const FILLING: ReleaseFacts = {
  asOfIso: '',
  demo: true,
  runName: text('r'),
  provinceName: text('p'),
  office: { name: text('o'), phone: '', email: '', hours: null },
  rules: {
    ...{ completionShare: 0.8, cohortMinutes: 3600, sessionsPerCohort: 30 },
    ...{ minPeople: 15, groupCap: 30, refreshChanges: 10, percentBase: 30 },
  },
  targets: { counties: 0, neighbourhoods: 0, facilitators: 0, participants: 0 },
  facilitatorMinutes: 0,
  counts: {
    ...{ counties: 0, neighbourhoods: 0, certified: 0, enrolled: 0, completed: 0, left: 0 },
    ...{ heldMinutes: 0, creditedMinutes: 0, held: 0 },
  },
  runClosed: false,
  counties: [],
  people: { truth: { asOf: '', places: [], ageStatus: {} }, changes: [], marks: [], previous: [] },
  weave: [],
  months: [],
  aims: [],
  legalBases: [],
}
