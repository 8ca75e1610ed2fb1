import { beforeAll, describe, expect, it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import { type Proof, proofOf } from '@/lib/disclosure/gate'
import type { Solver } from '@/lib/disclosure/solver'
import { successiveReleases } from '@/tests/support/successive-releases'

const PROVINCES = Array.from({ length: 20 }, (_, at) => at + 1)

/** `npm run test:disclosure`: twenty invented provinces, each with six releases in a row, attacked together. */
describe('twenty provinces, six successive releases each', () => {
  let solver: Solver
  let proof: Proof
  beforeAll(async () => {
    solver = await highsSolver()
    proof = proofOf(solver)
    console.log(
      `the attacker: ${proof.puzzles} of ${proof.of} puzzles, ${proof.found} people's cells found where nothing is protected`,
    )
  })

  it('proves itself first', () => {
    expect(proof.stands).toBe(true)
  })

  it.each(PROVINCES)('province %i', (seed) => {
    const begun = performance.now()
    const released = successiveReleases(seed, solver, proof)
    const verdicts = released.map(({ verdict }) => verdict)
    const last = verdicts.at(-1)!
    const shown = released.flatMap(({ bundle }) => bundle.cells).length
    console.log(
      [
        `province ${seed}: ${verdicts.map(({ result }) => result).join(' ')}`,
        `${last.tested} hidden numbers and groups tested together, ${verdicts.reduce((sum, one) => sum + one.tested, 0)} in all`,
        `narrowest range ${Math.min(...verdicts.map((one) => one.narrowest ?? Number.POSITIVE_INFINITY))}`,
        `withdrawn ${verdicts.flatMap((one) => one.withdrawn).length} (${shown} cells released)`,
        `${((performance.now() - begun) / 1000).toFixed(1)} s`,
      ].join('; '),
    )
    expect(verdicts.map(({ result, exposures }) => [result, exposures.length])).toEqual(
      Array(6).fill(['PASSED', 0]),
    )
    expect(Math.min(...verdicts.map((one) => one.narrowest ?? 5))).toBeGreaterThanOrEqual(5)
  })
})
