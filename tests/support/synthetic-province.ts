import { CATEGORIES } from '@/lib/disclosure/cell'
import type { Change, Marks, TruthRow } from '@/lib/disclosure/truth'
import type { ReleaseFacts } from '@/lib/releases/bundle'
import { releaseFacts } from './release-facts'

/**
 * Invented provinces whose people join, go, drop out and finish from month to month. It knows nothing of how figures are
 * protected: what is published of them is the product's affair.
 */
type Person = {
  county: string
  place: string
  age: string
  education: string
  head: string
  status: string
  joined: number
  gone: number | null
  marked: number
  came: number
}

export const DAYS = ['2024-04-19', '2024-05-20', '2024-06-20', '2024-07-21', '2024-08-21', '2024-09-21']

export class SyntheticProvince {
  readonly #people: Person[] = []
  readonly #places: { county: string; place: string; groups: number }[] = []
  #state: number
  #month = -1

  constructor(
    seed: number,
    /** Women one by one, as a neighbour sees it: whoever is left out here never was. */
    readonly without: number | null = null,
  ) {
    this.#state = (seed * 2_654_435_761 + 97) >>> 0
    const counties = 3 + this.#below(4)
    for (let c = 1; c <= counties; c++) {
      // Some counties are a single neighbourhood, which is where people are easiest to find.
      const places = this.#chance(0.3) ? 1 : 2 + this.#below(4)
      for (let p = 1; p <= places; p++) this.#places.push({ county: `c${c}`, place: `c${c}n${p}`, groups: 1 })
    }
  }

  #next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 2 ** 32
  }
  #below = (n: number) => Math.floor(this.#next() * n)
  #chance = (p: number) => this.#next() < p
  #pick = <T>(from: readonly T[], weights: readonly number[]): T => {
    let left = this.#next() * weights.reduce((sum, one) => sum + one, 0)
    for (const [at, one] of from.entries()) {
      left -= weights[at] ?? 0
      if (left < 0) return one
    }
    return from[0]!
  }

  /** A month passes: people join, a few are struck off, some drop out, those who stay are marked. */
  turn(): void {
    this.#month += 1
    for (const { county, place } of this.#places) {
      const here = this.#people.filter((one) => one.place === place && one.gone === null)
      const joins = this.#month === 0 ? 14 + this.#below(12) : this.#chance(0.4) ? this.#below(5) : 0
      for (let n = 0; n < Math.min(joins, 30 - here.length); n++) this.#join(county, place)
      for (const one of here) this.#live(one)
    }
  }

  #join(county: string, place: string): void {
    this.#people.push({
      county,
      place,
      age: this.#pick(CATEGORIES.age, [30, 35, 25, 4, 1]),
      education: this.#pick(CATEGORIES.education, [20, 35, 25, 15, 5]),
      head: this.#pick(CATEGORIES.head, [20, 75, 5]),
      status: 'OPEN',
      joined: this.#month,
      gone: null,
      marked: 0,
      came: 0,
    })
  }

  #live(one: Person): void {
    if (this.#chance(0.01)) one.gone = this.#month
    if (one.status === 'OPEN' && this.#chance(0.04)) one.status = 'LEFT'
    if (one.status !== 'OPEN') return
    one.marked += 6
    one.came += this.#below(3) + 4
    if (this.#month === 5 && this.#chance(0.8)) one.status = this.#chance(0.3) ? 'STRICT' : 'DONE'
  }

  /** What the office's records come to on the day of the month's release. */
  facts(previous: ReleaseFacts['people']['previous']): ReleaseFacts {
    const people = this.#people.filter((_, at) => at !== this.without)
    const asOf = DAYS[this.#month]!
    const counted = people.filter((one) => one.gone === null)
    const rows = counted.map((one): TruthRow => ({ ...one, n: 1 }))
    const moves = (day: (one: Person) => number | null): Change[] =>
      people.flatMap((one) => {
        const month = day(one)
        return month === null ? [] : [{ county: one.county, place: one.place, day: DAYS[month]!, n: 1 }]
      })
    const marks = this.#places.map(({ county, place }): Marks => {
      const own = counted.filter((one) => one.place === place)
      const sum = (of: (one: Person) => number) => own.reduce((total, one) => total + of(one), 0)
      const now = own.filter((one) => one.status === 'OPEN' && one.marked > 0).length
      return {
        county,
        place,
        attended: sum((one) => one.came),
        marked: sum((one) => one.marked),
        lastMarked: [{ day: asOf, n: now }],
      }
    })
    const changes = [...moves((one) => one.joined), ...moves((one) => one.gone)]
    return releaseFacts({
      asOf,
      rows,
      places: this.#places,
      changes,
      marks,
      previous,
      held: (this.#month + 1) * 5,
    })
  }

  get size(): number {
    return this.#people.length
  }
}
