import { type Fail, fail } from '@/lib/shared/result'
import { literateNeeded, type RuleSet } from './rule-set'

/** A group's members in numbers: enough to judge it, and nobody in it. */
export type Composition = {
  members: number
  literate: number
  covered: number
  able: number
  /** Who live in the group's county. */
  local: number
  ages: readonly number[]
}
export type Staffing = { worker: boolean; employed: number; outsideWorkers: boolean }

export const LINES = ['SIZE', 'AGE', 'LITERACY', 'COVERAGE', 'ABLE', 'COUNTY', 'WORKER', 'EMPLOYED'] as const
export type Line = (typeof LINES)[number]
export type ShortfallCode =
  | 'E-HG-01'
  | 'E-HG-02'
  | 'E-HG-03'
  | 'E-HG-04'
  | 'E-HG-05'
  | 'E-HG-06'
  | 'E-HG-08'
  | 'E-HG-09'
  | 'E-HG-10'
/** A line that does not hold: why, and how many people it falls short (or goes over) by. */
export type Shortfall = Fail<ShortfallCode> & { line: Line; by: number }

/** Whether an age at joining is one the rule set takes. E-HG-03. */
export function ageFits(age: number, rules: Pick<RuleSet, 'minAge' | 'maxAge'>): boolean {
  return age >= rules.minAge && age <= rules.maxAge
}

/** Every line in which a group falls short of a rule set, with by how many; none: it complies. */
export function shortfalls(group: Composition & Staffing, rules: RuleSet): Shortfall[] {
  const { members, literate, covered, able, local, ages, worker, employed, outsideWorkers } = group
  const found: Shortfall[] = []
  const short = (line: Line, by: number, code: ShortfallCode, values?: Record<string, string | number>) => {
    if (by > 0) found.push({ ...fail(code, values), line, by })
  }
  const size = { n: members, rule: rules.code }
  short('SIZE', rules.minSize - members, 'E-HG-01', { ...size, min: rules.minSize })
  short('SIZE', members - rules.maxSize, 'E-HG-02', { ...size, max: rules.maxSize })
  short('AGE', ages.filter((age) => !ageFits(age, rules)).length, 'E-HG-03', {
    min: rules.minAge,
    max: rules.maxAge,
  })
  const need = literateNeeded(members, rules)
  short('LITERACY', need - literate, 'E-HG-04', { need, n: members })
  short('COVERAGE', rules.coverage ? members - covered : 0, 'E-HG-05')
  short('ABLE', members - able, 'E-HG-08', { n: members - able })
  short('COUNTY', members - local, 'E-HG-09', { n: members - local })
  short('WORKER', worker ? 0 : 1, 'E-HG-06')
  short('EMPLOYED', outsideWorkers ? 0 : employed - members, 'E-HG-10', { n: employed, members })
  return found
}

/** Whether the size alone holds: what H-04 counts, under the group's own set and under any other. */
export const sizeFits = ({ members }: Pick<Composition, 'members'>, rules: RuleSet) =>
  members >= rules.minSize && members <= rules.maxSize

/** The lines of members that a change may break or mend; each is a breach of its own. */
export const linesOf = (found: readonly Shortfall[]): Line[] => [...new Set(found.map(({ line }) => line))]
