import type { Programme } from '@/lib/access/policy'
import { standing } from '@/lib/associations/formation'
import type { State } from '@/lib/associations/kinds'
import { thereIn } from '@/lib/associations/province'

export const PROGRAMMES: readonly Programme[] = ['RESILIENCE', 'HAMYAR', 'CHARITY', 'ASSOCIATION']

/** What the database tells of one programme in one county, or of the plan in one neighbourhood. */
export type CoverageFacts =
  | { programme: 'RESILIENCE'; groups: number; members: number; planned: number }
  | { programme: 'HAMYAR'; groups: number; planned: number | null }
  | { programme: 'CHARITY'; groups: number; without: string[] }
  | { programme: 'ASSOCIATION'; list: { state: State; last: string | null }[] }

/** What is there: groups, providers or associations at work. What is missing, as codes of sentences with their numbers. */
export type Missing =
  | { code: 'noGroup' | 'noHamyar' | 'noProvider' | 'noAssociation' }
  | { code: 'belowPlan' | 'belowTarget'; by: number }
  | { code: 'noService'; service: string }
  | { code: 'resting'; by: number }
export type Coverage = { programme: Programme; there: number; missing: Missing[] }

/** How one programme stands in one place. A county's gap of associations is the one their own pages show. */
export function coverageOf(
  facts: CoverageFacts,
  at: { today: string; quietDays: number; least: number },
): Coverage {
  if (facts.programme === 'RESILIENCE') {
    const { programme, groups, members, planned } = facts
    if (groups === 0) return { programme, there: 0, missing: [{ code: 'noGroup' }] }
    const by = planned - members
    return { programme, there: groups, missing: by > 0 ? [{ code: 'belowPlan', by }] : [] }
  }
  if (facts.programme === 'HAMYAR') {
    const { programme, groups } = facts
    const by = (facts.planned ?? 0) - groups
    if (by > 0 && groups > 0) return { programme, there: groups, missing: [{ code: 'belowTarget', by }] }
    return { programme, there: groups, missing: groups === 0 ? [{ code: 'noHamyar' }] : [] }
  }
  if (facts.programme === 'CHARITY') {
    const { programme, groups, without } = facts
    return {
      programme,
      there: groups,
      missing: [
        ...(groups === 0 ? [{ code: 'noProvider' as const }] : []),
        ...without.map((service) => ({ code: 'noService' as const, service })),
      ],
    }
  }
  const standings = facts.list.map(({ state, last }) => standing(state, last, at))
  const there = thereIn({ standings })
  const by = standings.filter((one) => one === 'INACTIVE').length
  return {
    programme: 'ASSOCIATION',
    there,
    missing: there >= at.least ? [] : [{ code: 'noAssociation' }, ...resting(by)],
  }
}

const resting = (by: number): Missing[] => (by > 0 ? [{ code: 'resting', by }] : [])
