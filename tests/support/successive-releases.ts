import type { ReleasedCell } from '@/lib/disclosure/cell'
import { gate, type Proof, type Verdict } from '@/lib/disclosure/gate'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable } from '@/lib/disclosure/knowledge-table'
import type { Told } from '@/lib/disclosure/layers'
import type { Solver } from '@/lib/disclosure/solver'
import { bundleOf, type ReleaseBundle } from '@/lib/releases/bundle'
import { rowsToCome, rowTexts } from '@/lib/releases/open-data/rows'
import { without } from '@/lib/releases/withdrawal'
import { DAYS, SyntheticProvince } from './synthetic-province'

export const GATE_RULES = { least: 15, refreshChanges: 10, percentBase: 30, width: 5 }
export type Released = { bundle: ReleaseBundle; verdict: Verdict }

/** Six releases of an invented province, each through the gate with all before it, as an office would publish them. */
export function successiveReleases(
  seed: number,
  solver: Solver,
  proof: Proof,
  months = DAYS.length,
): Released[] {
  const province = new SyntheticProvince(seed)
  const earlier: Told[] = []
  let previous: ReleasedCell[] = []
  const released: Released[] = []
  for (let month = 0; month < months; month++) {
    province.turn()
    const facts = province.facts(previous)
    const { document, verdict } = gate(
      {
        document: bundleOf(facts),
        basis: facts.people,
        earlier,
        previous,
        rules: GATE_RULES,
        withdraw: without,
        files: (bundle) => knowledgeOfTable(rowTexts(rowsToCome(bundle)), bundle.rules),
      },
      solver,
      proof,
    )
    released.push({ bundle: document, verdict })
    if (verdict.result !== 'PASSED') break
    earlier.push({ knowledge: knowledgeOf(JSON.stringify(document)), truth: facts.people.truth })
    previous = document.cells
  }
  return released
}
