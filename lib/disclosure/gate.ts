import { type Attacked, attack, type Exposure } from './attack'
import { ALL, CATEGORIES, type ReleasedCell } from './cell'
import { type FamilyRules, releasedCells } from './family'
import type { Fact, Knowledge } from './knowledge'
import { knowledgeOf } from './knowledge'
import { toldOtherwise } from './knowledge-table'
import { type Breach, cellBreaches, figureBreaches, strangeNumbers } from './lawful'
import type { Told } from './layers'
import { PUZZLES, solves } from './proof'
import { unprotected } from './proof-province'
import type { Solver } from './solver'
import type { About } from './targets'
import { type Change, type Marks, type Truth, trueCount } from './truth'

/** What is kept with a release besides what it says: what was true, and who had moved. Never published. */
export type Basis = { truth: Truth; changes: readonly Change[]; marks: readonly Marks[] }
export type GateRules = FamilyRules & { width: number }

/** What the attacker found where the answers are known: puzzles solved, and people found where nothing is protected. */
export type Proof = { puzzles: number; of: number; found: number; stands: boolean }

export type Verdict = {
  result: 'PASSED' | 'REFUSED' | 'VOID'
  proof: Proof
  releases: number
  tested: number
  narrowest: number | null
  withdrawn: string[]
  exposures: Exposure[]
  /** Exposed by earlier releases alone: nothing that this one says or leaves out changes it. */
  inherited: number
  breaches: Breach[]
  disagreements: number
  width: number
}

/** The most cells that are withdrawn before a release is refused instead. */
const MOST_WITHDRAWN = 60
const LEAST_FOUND = 100

export function proofOf(solver: Solver): Proof {
  const puzzles = PUZZLES.filter((puzzle) => solves(puzzle, solver)).length
  const found = attack([unprotected()], 5, solver).exposures.filter(
    ({ about, lo, hi }) => about.kind === 'COUNT' && lo === hi,
  ).length
  return { puzzles, of: PUZZLES.length, found, stands: puzzles === PUZZLES.length && found >= LEAST_FOUND }
}

export type Tested<Document> = { verdict: Verdict; document: Document }

/**
 * Puts a document through the gate. It must say what the rules allow and nothing else; then everything hidden is attacked
 * with all releases so far, and as long as something is found the smallest cell that overlaps it is withdrawn and the attack
 * begins again. A document that breaks the rules is refused with all that the attack finds in it.
 */
export function gate<Document extends { cells: ReleasedCell[] }>(
  given: {
    document: Document
    basis: Basis
    earlier: readonly Told[]
    previous: readonly ReleasedCell[]
    rules: GateRules
    withdraw: (document: Document, key: string) => Document
    /** What the files made of a document tell, read back as a stranger would: no more and no less than what is attacked. */
    files?: (document: Document) => Knowledge
  },
  solver: Solver,
  proof: Proof = proofOf(solver),
): Tested<Document> {
  const { basis, earlier, rules } = given
  let { document } = given
  const read = () => knowledgeOf(JSON.stringify(document))
  const told = (): Told[] => [...earlier, { knowledge: read(), truth: basis.truth }]
  const expected = releasedCells({ ...basis, previous: given.previous }, rules)
  const breaches: Breach[] = [
    ...strangeNumbers(document).map((key): Breach => ({ rule: 'NUMBER', key })),
    ...cellBreaches(document.cells, expected),
    ...figureBreaches(read().facts, basis.truth),
  ]
  const withdrawn: string[] = []
  let inherited = 0
  let attacked = attack(told(), rules.width, solver)
  while (
    breaches.length === 0 &&
    attacked.exposures.length > inherited &&
    withdrawn.length < MOST_WITHDRAWN
  ) {
    const key = smallestOverlapping(attacked.exposures, read(), basis.truth)
    if (key === null) {
      inherited = inheritedBy(attacked, earlier, rules, solver)
      break
    }
    document = given.withdraw(document, key)
    withdrawn.push(key)
    attacked = attack(told(), rules.width, solver)
  }
  const open = attacked.exposures.length - inherited
  if (given.files) {
    const otherwise = toldOtherwise(given.files(document), read())
    breaches.push(...otherwise.map((key): Breach => ({ rule: 'FILE', key })))
  }
  const sound = proof.stands && (attacked.disagreements === 0 || breaches.length > 0)
  return {
    document,
    verdict: {
      result: !sound ? 'VOID' : breaches.length > 0 || open > 0 ? 'REFUSED' : 'PASSED',
      proof,
      releases: earlier.length + 1,
      tested: attacked.tested,
      narrowest: attacked.narrowest,
      withdrawn,
      exposures: attacked.exposures,
      inherited,
      breaches,
      disagreements: attacked.disagreements,
      width: rules.width,
    },
  }
}

const id = ({ about }: Exposure) => JSON.stringify(about)

/** What can be found without this release cannot be mended by it. */
function inheritedBy(attacked: Attacked, earlier: readonly Told[], rules: GateRules, solver: Solver): number {
  if (earlier.length === 0) return 0
  const before = new Set(attack(earlier, rules.width, solver).exposures.map(id))
  const all = attacked.exposures.every((one) => before.has(id(one)))
  return all ? attacked.exposures.length : 0
}

/** Of the figures counted for this release that count any of the people found, the one that truly is the smallest. */
function smallestOverlapping(
  exposures: readonly Exposure[],
  { facts, outcomes }: Knowledge,
  truth: Truth,
): string | null {
  // What was asked in a survey is told by outcomes alone: no other figure that goes would hide it.
  const about = exposures.map((one) => one.about)
  const surveyed = new Set(
    about.flatMap(({ categories }) =>
      outcomes.filter(({ code }) => code === categories[0]).map(({ code }) => code),
    ),
  )
  const people = about.filter(({ categories }) => !surveyed.has(categories[0] ?? ''))
  const asked = outcomes
    .filter(({ on, code }) => on === truth.asOf && surveyed.has(code))
    .map(({ key, code }) => ({ key, count: truth.outcomes?.find((one) => one.code === code)?.pairs ?? 0 }))
  const own = facts
    .filter((fact) => fact.on === truth.asOf && people.some((one) => overlaps(fact, one)))
    .map((fact) => ({ key: fact.key, count: sizeOf(fact, truth) }))
    .concat(asked)
    .sort((a, b) => a.count - b.count || (a.key < b.key ? -1 : 1))
  return own[0]?.key ?? null
}

function sizeOf({ county, place, attribute, categories }: Fact, truth: Truth): number {
  return categories.reduce(
    (sum, category) =>
      sum + trueCount(truth, attribute === null ? { county, place } : { county, place, attribute, category }),
    0,
  )
}

function overlaps(fact: Fact, { county, place, categories, kind }: About): boolean {
  if (fact.county && county && fact.county !== county) return false
  if (fact.place && place && fact.place !== place) return false
  if (fact.attribute === null) return fact.county !== null || fact.categories.includes(ALL)
  const kinds: readonly string[] = CATEGORIES[fact.attribute]
  const same = categories.filter((one) => kinds.includes(one))
  if (same.length === 0 && categories.length > 0) return false
  // Of a group that is all of one kind, the cells of the other kinds say that nobody is left for them.
  return kind !== 'COUNT' || categories.length === 0 || same.some((one) => fact.categories.includes(one))
}
