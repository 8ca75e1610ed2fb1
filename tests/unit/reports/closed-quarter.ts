import { createHash } from 'node:crypto'
import type { ClosedQuarter, FrozenQuarter, QuarterFigure, QuarterOutcome } from '@/lib/indicators/quarter'
import { quarterText } from '@/lib/indicators/quarter'
import type { ReportFacts } from '@/lib/reports/write-report'
import { firstValues } from '@/lib/rules/registry'

const hours = (minutes: number) => minutes / 60
type Figure = Omit<QuarterFigure, 'level' | 'place' | 'nameFa' | 'nameEn'>
const count = (code: string, value: number, target: number | null, added: number | null): Figure => ({
  code,
  unit: 'count',
  numerator: value,
  denominator: null,
  value,
  target,
  inQuarter: added === null ? null : { numerator: added, denominator: null, value: added },
})
const time = (code: string, minutes: number, target: number | null, added: number | null): Figure => ({
  code,
  unit: 'hours',
  numerator: minutes,
  denominator: null,
  value: hours(minutes),
  target,
  inQuarter: added === null ? null : { numerator: added, denominator: null, value: hours(added) },
})
const share = (code: string, numerator: number, denominator: number): Figure => ({
  code,
  unit: 'share',
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
  target: null,
  inQuarter: null,
})

const RUN: Figure[] = [
  count('R-01', 12, 12, null),
  count('R-02', 25, 25, null),
  count('R-03', 25, 25, null),
  time('R-04', 89_280, 1500, null),
  count('R-05', 12, null, null),
  {
    code: 'R-06',
    unit: 'points',
    numerator: 486,
    denominator: 25,
    value: 19.44,
    target: null,
    inQuarter: null,
  },
  count('R-07', 625, 625, 0),
  time('R-08', 52_440, 1500, 21_480),
  time('R-09', 1_024_530, 37_500, 431_700),
  share('R-10', 8553, 10_065),
  share('R-11', 0, 625),
  share('R-13', 527, 625),
]
const COUNTIES: [string, string, string, number, number, number][] = [
  ['URM', 'ارومیه', 'Urmia', 125, 344_730, 92],
  ['KHY', 'خوی', 'Khoy', 75, 207_660, 54],
  ['MDB', 'میاندوآب', 'Miandoab', 75, 206_010, 54],
  ['MHB', 'مهاباد', 'Mahabad', 75, 205_020, 54],
  ['BKN', 'بوکان', 'Bukan', 50, 140_910, 38],
  ['SHD', 'شاهین‌دژ', 'Shahin Dezh', 25, 71_880, 20],
]

const at = (figure: Figure, level: QuarterFigure['level'], place: string, fa: string, en: string) => ({
  ...figure,
  level,
  place,
  nameFa: fa,
  nameEn: en,
})

const outcome = (
  code: string,
  before: number,
  after: number,
  half: number,
  signs: [number, number, number],
): QuarterOutcome => ({
  code,
  n: 454,
  before,
  after,
  change: after - before,
  low: after - before - half,
  high: after - before + half,
  effect: 0.71,
  improved: signs[0],
  same: signs[1],
  worse: signs[2],
})

/** A closed quarter of a fictional run, with a figure of every kind; hours under their target, so that reasons are due. */
export function frozenQuarter(change: Partial<FrozenQuarter> = {}): FrozenQuarter {
  return {
    v: 1,
    run: { code: 'WA-1403', nameFa: 'طرح توان‌افزایی و تاب‌آوری اجتماعی ۱۴۰۳', nameEn: 'Resilience plan 1403' },
    year: 1403,
    quarter: 1,
    from: '2024-03-20',
    to: '2024-06-20',
    asOf: '2024-06-20',
    rules: firstValues(),
    completion: { mode: 'SHARE_OF_HOURS', share: 0.8, plannedMinutes: 3600 },
    figures: [
      ...RUN.map((figure) => at(figure, 'run', 'WA-1403', 'طرح ۱۴۰۳', 'Plan 1403')),
      ...COUNTIES.flatMap(([code, fa, en, enrolled, minutes, completed]) =>
        [
          count('R-07', enrolled, enrolled, 0),
          time('R-08', enrolled * 144, null, null),
          time('R-09', minutes, null, null),
          share('R-10', enrolled * 20, enrolled * 24),
          share('R-11', completed, enrolled),
        ].map((figure) => at(figure, 'county', code, fa, en)),
      ),
    ],
    splits: [
      { code: 'R-07', by: 'sex', key: 'F', numerator: 600, denominator: null, value: 600 },
      { code: 'R-07', by: 'sex', key: 'M', numerator: 25, denominator: null, value: 25 },
      { code: 'R-11', by: 'sex', key: 'F', numerator: 435, denominator: 600, value: 0.725 },
      { code: 'R-11', by: 'sex', key: 'M', numerator: 19, denominator: 25, value: 0.76 },
      { code: 'R-07', by: 'age', key: '15-29', numerator: 175, denominator: null, value: 175 },
      { code: 'R-07', by: 'age', key: '30-44', numerator: 218, denominator: null, value: 218 },
      { code: 'R-07', by: 'age', key: '45-60', numerator: 232, denominator: null, value: 232 },
      { code: 'R-07', by: 'age', key: null, numerator: 0, denominator: null, value: 0 },
    ],
    outcomes: [
      outcome('O-01', 44.11, 52.22, 0.86, [326, 63, 65]),
      {
        ...outcome('O-02', 288 / 454, 205 / 454, 0.04, [120, 297, 37]),
        effect: null,
      },
      outcome('O-06', 50.4, 55.4, 0.39, [366, 30, 58]),
      outcome('O-07', 33.98, 42.05, 0.56, [390, 22, 42]),
      {
        code: 'O-05',
        n: 3,
        before: null,
        after: null,
        change: null,
        low: null,
        high: null,
        effect: null,
        improved: null,
        same: null,
        worse: null,
      },
    ],
    community: [
      { code: 'O-10', unit: 'count', numerator: 34, denominator: null, value: 34 },
      { code: 'O-14', unit: 'share', numerator: 5, denominator: 8, value: 0.625 },
    ],
    quality: [
      { code: 'Q-01', count: 3, of: null },
      { code: 'Q-02', count: 4, of: 437 },
      { code: 'Q-04', count: 0, of: null },
    ],
    outside: [
      {
        code: 'O-15',
        county: 'URM',
        titleFa: 'نزاع گزارش‌شده',
        titleEn: 'Reported quarrels',
        day: '2024-03-19',
        value: 1240,
        unit: 'مورد',
        source: 'پزشکی قانونی (نامهٔ ۱۲۳)',
      },
    ],
    inputs: '0'.repeat(64),
    unapproved: { count: 2, reason: 'دو برگه در راه است' },
    ...change,
  }
}

export const hashOf = (quarter: FrozenQuarter): string =>
  createHash('sha256').update(quarterText(quarter)).digest('hex')

export function closedQuarter(quarter = frozenQuarter()): ClosedQuarter {
  return {
    quarter,
    hash: hashOf(quarter),
    preparedBy: 'کارشناس یک نمونه',
    preparedAt: '2024-06-22T06:30:00.000Z',
    signedBy: 'مدیرکل نمونه',
    signedAt: '2024-06-23T09:00:00.000Z',
    adjustments: [
      {
        code: 'R-09',
        level: 'run',
        place: 'WA-1403',
        frozen: { numerator: 1_024_530, denominator: null, value: hours(1_024_530) },
        now: { numerator: 1_024_650, denominator: null, value: hours(1_024_650) },
        at: '2024-07-02T05:10:00.000Z',
        changes: [
          {
            kind: 'session',
            key: 's1',
            what: 'changed',
            act: 'register.save',
            at: '2024-07-02T05:10:00.000Z',
            from: null,
            to: null,
          },
        ],
      },
    ],
  }
}

export function reportFacts(change: Partial<ReportFacts> = {}): ReportFacts {
  return {
    kind: 'QUARTER',
    closed: closedQuarter(),
    reasons: [
      {
        code: 'R-08',
        reason: 'دو هفته به‌سبب سرما نشست‌ها برگزار نشد (WA-07 و WA-09)؛ از تیر جبران می‌شود.',
        by: 'کارشناس یک نمونه',
        at: '2024-06-24T07:00:00.000Z',
      },
    ],
    signature: null,
    earlier: [],
    office: {
      fa: 'ادارهٔ کل امور زنان و خانوادهٔ استان آذربایجان غربی',
      en: 'Women’s affairs office of West Azerbaijan',
    },
    province: { fa: 'آذربایجان غربی', en: 'West Azerbaijan' },
    bases: [
      {
        titleFa: 'قانون برنامهٔ هفتم، مادهٔ ۸۰',
        titleEn: 'Seventh plan, article 80',
        source: 'S3-4',
        validTo: '2028-03-19',
      },
    ],
    isDemo: true,
    ...change,
  }
}
