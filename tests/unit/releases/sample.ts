import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { PublicRelease } from '@/lib/releases/public-release'
import { ANNOUNCEMENT } from '@/lib/releases/sources'

const text = (fa: string, en: string | null = null) => ({ fa, en })
const knots = (held: number, ahead: number) =>
  Array.from({ length: held + ahead }, (_, at) => ({
    state: at < held ? ('held' as const) : ('ahead' as const),
    module: Math.floor(at / 3) + 1,
  }))
const cell = (of: Partial<ReleasedCell>): ReleasedCell => ({
  table: 'NEIGHBOURHOOD',
  county: null,
  place: null,
  category: 'ALL',
  class: 'ROUNDED',
  shown: 20,
  percent: null,
  refreshedOn: '2024-05-20',
  ...of,
})

/** A small release: two counties, one of them without an English name and with two neighbourhoods called alike in English. */
export function sampleRelease(number = 3): PublicRelease {
  return {
    number,
    asOfIso: '2024-05-20',
    publishedAtIso: '2024-05-22',
    demo: true,
    runName: text('دوره', 'Run'),
    provinceName: text('آذربایجان غربی', 'West Azerbaijan'),
    publisher: text('اداره', 'Office'),
    plan: { counties: 2, neighbourhoods: 3, participants: 75, facilitators: 3, cohortMinutes: 3600 },
    rules: {
      completionShare: 0.8,
      cohortMinutes: 3600,
      minPeople: 15,
      sessionsPerCohort: 30,
      groupCap: 30,
      refreshChanges: 10,
      percentBase: 30,
      outcomeLeast: 30,
    },
    figures: [
      { code: 'R-01', unit: 'count', value: 2, target: 2 },
      { code: 'R-02', unit: 'count', value: 3, target: 3 },
      { code: 'SESSIONS', unit: 'count', value: 9, target: 18 },
    ],
    completion: null,
    counties: [
      {
        name: text('ارومیه', 'Urmia'),
        position: { lon: 45, lat: 37.6 },
        neighbourhoods: 2,
        enrolled: 50,
        sessionsHeld: 6,
        sessionsPlanned: 12,
        heldMinutes: 720,
      },
      {
        name: text('شاهین‌دژ'),
        position: { lon: 45.1, lat: 37.5 },
        neighbourhoods: 1,
        enrolled: null,
        sessionsHeld: 3,
        sessionsPlanned: 6,
        heldMinutes: 360,
      },
    ],
    cells: [
      cell({ county: 'ارومیه', place: 'بهار' }),
      cell({ county: 'ارومیه', place: 'بهاران', shown: 'UNDER' }),
      cell({ table: 'ATTENDANCE', class: 'BAND', county: 'ارومیه', place: 'بهار', shown: 'FROM_75' }),
      cell({ table: 'COUNTY_AGE', county: 'ارومیه', category: 'A15_29', shown: 20 }),
      cell({ table: 'OUTCOME', class: 'BAND', category: 'O-01', shown: 'BETTER' }),
      cell({ table: 'OUTCOME', class: 'BAND', category: 'O-02', shown: 'NO_CLEAR_CHANGE' }),
      cell({ table: 'OUTCOME', class: 'BAND', category: 'O-03', shown: 'UNDER' }),
    ],
    withdrawn: [],
    audit: null,
    weave: [
      {
        countyName: text('ارومیه', 'Urmia'),
        placeName: text('بهار', 'Bahar'),
        held: 3,
        planned: 6,
        knots: knots(3, 3),
      },
      {
        countyName: text('ارومیه', 'Urmia'),
        placeName: text('بهاران', 'Bahar'),
        held: 3,
        planned: 6,
        knots: knots(3, 3),
      },
      {
        countyName: text('شاهین‌دژ'),
        placeName: text('امید', 'Omid'),
        held: 3,
        planned: 6,
        knots: knots(3, 3),
      },
    ],
    months: [{ year: 1403, month: 2, sessions: 9, heldMinutes: 1080 }],
    aims: [],
    aimsSource: ANNOUNCEMENT,
    legalBases: [],
    quotations: [],
    contact: { officeName: text('اداره', 'Office'), phone: '044', email: 'office@example.ir', hours: null },
    cost: null,
    corrections: [],
    older: [],
  }
}
