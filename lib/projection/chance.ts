/**
 * What is known of somebody part-way through: sessions she could have come to, how many she came to, how many she has missed in a
 * row at the end, and how many of the sessions to come she still needs. LEFT: she is gone for good; NEVER: she never came at all.
 */
export type PersonState = {
  state: 'OPEN' | 'LEFT' | 'NEVER'
  exposed: number
  attended: number
  missedInARow: number
  needed: number
}

/** What a group is like: how often its people come, how alike they are, and how readily one stops coming altogether. */
type Group = { rate: number; likeness: number; leaving: number }

// Wide enough for any group, and even: the group's own marks decide.
const RATES = [0.5, 0.6, 0.7, 0.78, 0.84, 0.89, 0.93, 0.96]
const LIKENESS = [2.5, 6, 14, 32]
const LEAVING = [0.003, 0.01, 0.025, 0.05]
const GROUPS: Group[] = RATES.flatMap((rate) =>
  LIKENESS.flatMap((likeness) => LEAVING.map((leaving) => ({ rate, likeness, leaving }))),
)

const POINTS = 40
const P = Array.from({ length: POINTS }, (_, i) => (i + 0.5) / POINTS)

/** How a group's people are spread over the points: a beta distribution, brought to one. */
function spread({ rate, likeness }: Group): Float64Array {
  const [a, b] = [rate * likeness, (1 - rate) * likeness]
  const raw = P.map((p) => p ** (a - 1) * (1 - p) ** (b - 1))
  const sum = raw.reduce((x, y) => x + y, 0)
  return Float64Array.from(raw, (x) => x / sum)
}
const SPREADS = RATES.flatMap((rate) => LIKENESS.map((likeness) => spread({ rate, likeness, leaving: 0 })))

/** The chance to come at least 0, 1, 2 … of `times` more times, coming with `p` each time unless she has stopped. */
function comes(p: number, leaving: number, times: number): number[] {
  const [yes, no] = [(1 - leaving) * p, (1 - leaving) * (1 - p)]
  const least = new Array<number>(times + 1).fill(0)
  least[0] = 1
  for (let r = 1; r <= times; r++)
    for (let k = r; k >= 1; k--) least[k] = yes * least[k - 1]! + no * least[k]!
  return least
}

// Groups of a run have about as many sessions to come: the tables of the last few lengths are kept.
const tablesOf = new Map<number, number[][][]>()
function tablesFor(remaining: number): number[][][] {
  const known = tablesOf.get(remaining)
  if (known) return known
  const tables = LEAVING.map((leaving) => P.map((p) => comes(p, leaving, remaining)))
  if (tablesOf.size >= 8) tablesOf.clear()
  tablesOf.set(remaining, tables)
  return tables
}

type Weighed = { stillComing: number; stopped: number }

/** How likely her marks are if she comes with `p`: as somebody who still comes, and as somebody who has stopped meanwhile. */
function weigh(person: PersonState, p: number, leaving: number): Weighed {
  const { exposed, attended, missedInARow, state } = person
  const until = exposed - missedInARow
  const stays = 1 - leaving
  const base = p ** attended * (1 - p) ** (until - attended) * stays ** until
  let stopped = 0
  let on = 1
  for (let j = 0; j < Math.max(missedInARow, state === 'LEFT' ? 1 : 0); j++) {
    stopped += on * leaving
    on *= stays * (1 - p)
  }
  const missed = (stays * (1 - p)) ** missedInARow
  return { stillComing: state === 'LEFT' ? 0 : base * missed, stopped: base * stopped }
}

/** The kinds of group it may be: how likely each is, and everybody's chance if it is that one. */
export type Mixture = { weight: number; chances: number[] }[]

// Days are shared: on a day of snow many stay away at once. So the marks of a group say less of it than as many independent
// ones would, and count for three quarters.
const WORTH = 0.75

/**
 * Each person's chance to reach the threshold, under every kind of group this one may be, with how likely it is that kind. The
 * people of a small group lend each other strength: who has been seen little is taken to be like the others.
 */
export function chancesOf(people: readonly PersonState[], remaining: number): Mixture {
  const tables = tablesFor(remaining)
  const never = people.filter(({ state }) => state === 'NEVER').length
  // Who has not come once may be somebody who never will; how common that is, the group's own count says.
  const neverShare = (never + 1) / (people.length + 25)
  const told = alike(people.filter(({ state }) => state !== 'NEVER')).map(({ person, many }) => ({
    many,
    open: person.state === 'OPEN',
    sure: person.state === 'OPEN' && person.needed <= 0,
    strange: person.attended === 0 && person.state === 'OPEN' ? neverShare / (1 - neverShare) : 0,
    points: LEAVING.map((leaving, l) => pointsOf(person, leaving, tables[l]!, remaining)),
  }))

  const kinds = GROUPS.map(({ leaving }, at) => {
    const spreadOf = SPREADS[Math.floor(at / LEAVING.length)]!
    const l = LEAVING.indexOf(leaving)
    let likely = 0
    const chances = told.flatMap(({ many, open, sure, strange, points }) => {
      const { seen, reaches } = points[l]!
      let all = strange
      let reached = 0
      for (let k = 0; k < POINTS; k++) {
        all += spreadOf[k]! * seen[k]!
        reached += spreadOf[k]! * reaches[k]!
      }
      likely += many * Math.log(all)
      return new Array<number>(many).fill(sure ? 1 : open ? reached / all : 0)
    })
    return { likely, chances }
  })
  const top = Math.max(...kinds.map(({ likely }) => likely))
  const raw = kinds.map(({ likely }) => Math.exp(WORTH * (likely - top)))
  const kept = kinds.flatMap(({ chances }, i) => (raw[i]! > 1e-4 ? [{ weight: raw[i]!, chances }] : []))
  const sum = kept.reduce((all, { weight }) => all + weight, 0)
  return kept.map(({ weight, chances }) => ({ weight: weight / sum, chances }))
}

/** People of whom the same is known have the same chance: it is worked out once. */
function alike(people: readonly PersonState[]): { person: PersonState; many: number }[] {
  const found = new Map<string, { person: PersonState; many: number }>()
  for (const person of people) {
    const { state, exposed, attended, missedInARow, needed } = person
    const key = [state, exposed, attended, missedInARow, needed].join(' ')
    const known = found.get(key)
    if (known) known.many += 1
    else found.set(key, { person, many: 1 })
  }
  return [...found.values()]
}

/** For every rate: how likely her marks are, and how likely they are together with her reaching the threshold. */
function pointsOf(person: PersonState, leaving: number, table: number[][], remaining: number) {
  const seen = new Float64Array(POINTS)
  const reaches = new Float64Array(POINTS)
  for (const [k, p] of P.entries()) {
    const { stillComing, stopped } = weigh(person, p, leaving)
    seen[k] = stillComing + stopped
    reaches[k] = person.needed > remaining ? 0 : stillComing * table[k]![Math.max(0, person.needed)]!
  }
  return { seen, reaches }
}
