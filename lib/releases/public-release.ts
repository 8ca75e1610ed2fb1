import type { ReleasedCell } from '@/lib/disclosure/cell'
import type { ShownPeople } from '@/lib/disclosure/rounding'
import type { Locale } from '@/lib/shared/locale'

/** A text in both languages; a name nobody has put into English yet is shown in Persian, isolated. */
export type Text = { fa: string; en: string | null }

export function textIn(text: Text, locale: Locale): string {
  return locale === 'en' ? (text.en ?? text.fa) : text.fa
}

/** One released figure. `minutes` are shown as hours. A target of null means the sources give none: show none. */
export type PublicFigure = {
  code: 'R-01' | 'R-02' | 'R-03' | 'R-07' | 'R-08' | 'R-09' | 'SESSIONS'
  unit: 'count' | 'minutes'
  value: number
  target: number | null
}

/** A county: `enrolled` is null where it may not be shown (below the smallest publishable number of people, or withdrawn). */
export type PublicCounty = {
  name: Text
  /** Where it lies, to draw it on the map; missing in releases from before there was one. */
  position?: { lon: number; lat: number } | null
  neighbourhoods: number
  enrolled: number | null
  sessionsHeld: number
  sessionsPlanned: number
  heldMinutes: number
}

/** A neighbourhood's row of the weave: no date, no time, no venue, and nothing said of which session comes next. */
export type PublicWeaveRow = {
  placeName: Text
  countyName: Text
  held: number
  planned: number
  knots: { state: 'held' | 'cancelled' | 'ahead'; module: number }[]
}

/** A Jalali month with at least one session held. */
export type PublicMonth = { year: number; month: number; sessions: number; heldMinutes: number }

/**
 * Who finished, by the rule of the release. `final` is false while the run still goes on. Null is a figure withdrawn because
 * somebody could have been found by it; who was there all hours is told as any count of people is, rounded.
 */
export type PublicCompletion = {
  enrolled: number | null
  completed: number | null
  strict: ShownPeople | 'WITHDRAWN'
  left: number | null
  final: boolean
}

/** What the attack on this release and all before it came to. */
export type ReleaseAudit = { releases: number; tested: number; narrowest: number | null; withdrawn: number }

/**
 * The rules of the release that its figures are told with; `groupCap` is how many places a group has, `outcomeLeast` the fewest
 * pairs of answers behind an outcome (missing in releases from before there were any).
 */
export type ReleaseRules = Record<
  | 'completionShare'
  | 'cohortMinutes'
  | 'minPeople'
  | 'sessionsPerCohort'
  | 'groupCap'
  | 'refreshChanges'
  | 'percentBase',
  number
> & { outcomeLeast?: number }

export type PublicSource = { title: Text; publisher: Text; dated: string | null; href: string | null }

export type PublicRelease = {
  number: number
  asOfIso: string
  publishedAtIso: string
  /** Fictional data: every page of the release says so. */
  demo: boolean
  runName: Text
  provinceName: Text
  publisher: Text
  /** The plan in numbers, as the office's sources state it. */
  plan: {
    counties: number
    neighbourhoods: number
    participants: number
    facilitators: number
    cohortMinutes: number
  }
  rules: ReleaseRules
  figures: PublicFigure[]
  completion: PublicCompletion | null
  counties: PublicCounty[]
  /** Counts of people by kind and place, protected; each with the day on which its block was last counted. */
  cells: ReleasedCell[]
  /** Keys of what was withdrawn because the attack could find somebody by it. */
  withdrawn: string[]
  /** Null for a release from before the attack. */
  audit: ReleaseAudit | null
  weave: PublicWeaveRow[]
  months: PublicMonth[]
  aims: { code: string; text: Text }[]
  aimsSource: PublicSource
  legalBases: { title: Text; validFromIso: string | null; validToIso: string | null; source: PublicSource }[]
  /** Facts of source documents: told as quotations, never as measured figures. */
  quotations: { text: Text; source: PublicSource }[]
  contact: { officeName: Text; phone: string; email: string; hours: Text | null }
  /** What the programme costs, where the office has entered it. */
  cost: { rials: number; asOfIso: string; note: Text | null } | null
  corrections: { dateIso: string; releaseNumber: number; text: Text }[]
  /** Earlier releases, newest first. */
  older: { number: number; asOfIso: string; publishedAtIso: string }[]
}

export function figureOf(
  release: Pick<PublicRelease, 'figures'>,
  code: PublicFigure['code'],
): PublicFigure | null {
  return release.figures.find((figure) => figure.code === code) ?? null
}
