import { CAPACITY_GROUPS, type CapacityGroup, FIELDS, type Field, STEPS, type Standing } from './kinds'
import { inMuharramOrSafar } from './lunar'
import { isThere } from './province'

export type HeldActivity = {
  day: string
  field: Field
  beneficiaries: number
  volunteers: number
  minutes: number
}
/** What the figures are made of: an association in numbers, and nobody in it. */
export type AssociationFacts = {
  associationId: string
  countyId: string
  group: CapacityGroup
  standing: Standing
  steps: number
  /** Folded names of its social partners of today. */
  partners: readonly string[]
  held: readonly HeldActivity[]
}
export type Pilot = { named: boolean; started: boolean }

export const A_CODES = ['A-01', 'A-02', 'A-03', 'A-04', 'A-05', 'A-06', 'A-07', 'A-08', 'A-09'] as const
export type ACode = (typeof A_CODES)[number]
/** `of` is null where the figure is a plain count; `more` is the second number of a figure that has two. */
export type AFigure = { code: ACode; value: number; of: number | null; more: number | null }

const sum = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((all, one) => all + of(one), 0)

/** The nine figures of some counties. A-05 is in minutes. A dissolved association counts no more, what it did does. */
export function aFigures(
  associations: readonly AssociationFacts[],
  counties: readonly { countyId: string }[],
  { least, pilots, pilotTarget }: { least: number; pilots: readonly Pilot[]; pilotTarget: number },
): AFigure[] {
  const living = associations.filter(({ standing }) => standing !== 'DISSOLVED')
  const held = associations.flatMap((one) => one.held)
  const covered = counties.filter(
    ({ countyId }) =>
      living.filter((one) => one.countyId === countyId && isThere(one.standing)).length >= Math.max(1, least),
  )
  const outside = held.filter(({ day }) => !inMuharramOrSafar(day)).length
  const figure = (code: ACode, value: number, of: number | null = null, more: number | null = null) => ({
    code,
    value,
    of,
    more,
  })
  return [
    figure('A-01', covered.length, counties.length),
    figure('A-02', living.length, null, living.filter(({ standing }) => standing === 'ACTIVE').length),
    figure(
      'A-03',
      pilots.filter((one) => one.started).length,
      pilotTarget,
      pilots.filter((one) => one.named).length,
    ),
    figure(
      'A-04',
      sum(living, (one) => one.steps),
      STEPS.length * living.length,
    ),
    figure(
      'A-05',
      sum(held, (one) => one.minutes),
    ),
    figure(
      'A-06',
      sum(held, (one) => one.beneficiaries),
    ),
    figure('A-07', outside, held.length),
    figure(
      'A-08',
      new Set(living.flatMap((one) => one.partners)).size,
      null,
      living.filter((one) => one.partners.length > 0).length,
    ),
    figure(
      'A-09',
      new Set(held.map(({ field }) => field)).size,
      FIELDS.length,
      held.filter(({ field }) => field !== 'CULTURAL').length,
    ),
  ]
}

/** How many living associations each capacity group has, and how many of them are at work. */
export function byGroup(
  associations: readonly AssociationFacts[],
): { group: CapacityGroup; all: number; active: number }[] {
  return CAPACITY_GROUPS.map((group) => {
    const those = associations.filter((one) => one.group === group && one.standing !== 'DISSOLVED')
    return { group, all: those.length, active: those.filter((one) => one.standing === 'ACTIVE').length }
  })
}
