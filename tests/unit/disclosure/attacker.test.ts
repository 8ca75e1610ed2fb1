import { expect, it } from 'vitest'
import { highsSolver } from '@/db/commands/releases/solver'
import { proofOf } from '@/lib/disclosure/gate'
it('finds', async () => {
  const t = performance.now()
  expect(proofOf(await highsSolver())).toMatchObject({ puzzles: 2, of: 2, stands: true })
  console.log(proofOf(await highsSolver()), performance.now() - t)
})
