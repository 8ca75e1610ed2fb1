import { it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import { proofOf } from '@/lib/disclosure/gate'
import { successiveReleases } from '@/tests/support/successive-releases'
it('prof', async () => {
  const solver = await highsSolver()
  const proof = proofOf(solver)
  for (const seed of [1, 2]) {
    const t = performance.now()
    for (const { bundle, verdict } of successiveReleases(seed, solver, proof)) {
      const { exposures, proof: _, ...v } = verdict
      console.log(seed, JSON.stringify(v), bundle.figures.find((f) => f.code === 'R-07')?.value, JSON.stringify(bundle.completion), exposures.length, JSON.stringify(exposures.slice(0, 3)), Math.round(performance.now() - t))
    }
  }
})
