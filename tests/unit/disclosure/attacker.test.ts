import { beforeAll, describe, expect, it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import { proofOf } from '@/lib/disclosure/gate'
import { PUZZLES, solves } from '@/lib/disclosure/proof'
import type { Solver } from '@/lib/disclosure/solver'
import instances from '@/tests/fixtures/disclosure/instances.json'

let solver: Solver
beforeAll(async () => {
  solver = await highsSolver()
})

describe('the attacker', () => {
  it('proves itself on exactly the instances of which the answers are published', () => {
    expect(PUZZLES).toEqual(instances.map(({ source: _, ...puzzle }) => puzzle))
  })

  it.each(instances)('finds $answer exactly: $source', ({ source: _, ...puzzle }) => {
    expect(solves(puzzle as never, solver)).toBe(true)
    // Another answer than the published one is not taken for it.
    expect(solves({ ...puzzle, answer: puzzle.answer + 1 } as never, solver)).toBe(false)
  })

  it('finds more than a hundred people’s cells exactly where nothing is protected', () => {
    const proof = proofOf(solver)
    expect(proof).toMatchObject({ puzzles: 2, of: 2, stands: true })
    expect(proof.found).toBeGreaterThanOrEqual(100)
  })

  it('does not stand when its solver makes answers up', () => {
    const wild: Solver = {
      open: (model) => ({
        furthest: (costs) => model.columns.map(({ hi }, at) => ((costs.get(at) ?? 0) > 0 ? hi : 0)),
        close: () => {},
      }),
    }
    expect(proofOf(wild).stands).toBe(false)
  })
})
