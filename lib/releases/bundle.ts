import { type FamilyFacts, releasedCells } from '@/lib/disclosure/family'
import { shownPeople } from '@/lib/disclosure/rounding'
import { trueCount } from '@/lib/disclosure/truth'
import type {
  PublicCounty,
  PublicFigure,
  PublicMonth,
  PublicRelease,
  PublicWeaveRow,
  ReleaseRules,
  Text,
} from './public-release'
import { ANNOUNCEMENT, QUOTATIONS } from './sources'

/** What is frozen when a release is prepared. Number, date of publication, history and corrections come with publication. */
export type ReleaseBundle = Omit<
  PublicRelease,
  'number' | 'publishedAtIso' | 'older' | 'corrections' | 'audit'
>

/** Counts from approved sheets, before the rules of publication. Times in minutes. */
export type ReleaseFacts = {
  asOfIso: string
  demo: boolean
  runName: Text
  provinceName: Text
  office: { name: Text; phone: string; email: string; hours: Text | null }
  rules: ReleaseRules
  targets: Record<'counties' | 'neighbourhoods' | 'facilitators' | 'participants', number>
  facilitatorMinutes: number
  counts: {
    counties: number
    neighbourhoods: number
    certified: number
    enrolled: number
    heldMinutes: number
    creditedMinutes: number
    held: number
    completed: number
    left: number
  }
  runClosed: boolean
  counties: (Omit<PublicCounty, 'enrolled'> & { enrolled: number })[]
  /** What is true, who moved, and what the release before told: the cells are made of these. */
  people: FamilyFacts
  weave: PublicWeaveRow[]
  months: PublicMonth[]
  aims: PublicRelease['aims']
  legalBases: { title: Text; validFromIso: string | null; validToIso: string | null }[]
}

/**
 * The public figures of a release, by the classes that may be told exactly: counts of places, sessions and
 * cohort hours; people enrolled where they are `minPeople` or more; enrolled, completed, left, certified and person-hours
 * for the province as a whole, under the same least number. Everything else that counts people is a cell of the fixed family
 * and protected by its rules (lib/disclosure). Nothing else of the facts leaves this function.
 */
export function bundleOf(facts: ReleaseFacts): ReleaseBundle {
  const { counts, targets, rules } = facts
  const enough = (people: number) => people >= rules.minPeople
  const figure = (
    code: PublicFigure['code'],
    value: number,
    target: number | null,
    unit: PublicFigure['unit'] = 'count',
  ) => ({
    code,
    unit,
    value,
    target,
  })
  const figures: PublicFigure[] = [
    figure('R-09', counts.creditedMinutes, targets.participants * rules.cohortMinutes, 'minutes'),
    figure('R-01', counts.counties, targets.counties),
    figure('R-02', counts.neighbourhoods, targets.neighbourhoods),
    figure('R-03', counts.certified, targets.facilitators),
    figure('R-07', counts.enrolled, targets.participants),
    figure('SESSIONS', counts.held, targets.neighbourhoods * rules.sessionsPerCohort),
    figure('R-08', counts.heldMinutes, targets.neighbourhoods * rules.cohortMinutes, 'minutes'),
  ]
  const people = enough(counts.enrolled)
  return {
    asOfIso: facts.asOfIso,
    demo: facts.demo,
    runName: facts.runName,
    provinceName: facts.provinceName,
    publisher: facts.office.name,
    plan: {
      counties: targets.counties,
      neighbourhoods: targets.neighbourhoods,
      participants: targets.participants,
      facilitators: targets.facilitators,
      cohortMinutes: rules.cohortMinutes,
    },
    rules,
    figures: figures.filter(({ code }) => people || !['R-07', 'R-09'].includes(code)),
    completion: people
      ? {
          enrolled: counts.enrolled,
          completed: counts.completed,
          strict: shownPeople(
            trueCount(facts.people.truth, { attribute: 'status', category: 'STRICT' }),
            rules.minPeople,
          ),
          left: counts.left,
          final: facts.runClosed,
        }
      : null,
    counties: facts.counties.map((county) => ({
      ...county,
      enrolled: enough(county.enrolled) ? county.enrolled : null,
    })),
    cells: releasedCells(facts.people, {
      least: rules.minPeople,
      refreshChanges: rules.refreshChanges,
      percentBase: rules.percentBase,
      outcomeLeast: rules.outcomeLeast,
    }),
    withdrawn: [],
    weave: facts.weave,
    months: facts.months,
    aims: facts.aims,
    aimsSource: ANNOUNCEMENT,
    legalBases: facts.legalBases.map((basis) => ({ ...basis, source: ANNOUNCEMENT })),
    quotations: QUOTATIONS,
    contact: {
      officeName: facts.office.name,
      phone: facts.office.phone,
      email: facts.office.email,
      hours: facts.office.hours,
    },
    cost: null,
  }
}
