import { keyOf } from '@/lib/disclosure/cell'
import type { ReleaseBundle } from './bundle'

/** The release without one of its figures; the key says which, as the attack names it. */
export function without(bundle: ReleaseBundle, key: string): ReleaseBundle {
  const rest = { ...bundle, withdrawn: [...bundle.withdrawn, key] }
  const completion = (change: Partial<NonNullable<ReleaseBundle['completion']>>) => ({
    ...rest,
    completion: bundle.completion && { ...bundle.completion, ...change },
  })
  const [table, county] = key.split('|')
  switch (table) {
    case 'ENROLLED':
      return {
        ...completion({ enrolled: null }),
        figures: bundle.figures.filter(({ code }) => code !== 'R-07'),
      }
    case 'COMPLETED':
      return completion({ completed: null })
    case 'LEFT':
      return completion({ left: null })
    case 'STRICT':
      return completion({ strict: 'WITHDRAWN' })
    case 'COUNTY':
      return {
        ...rest,
        counties: bundle.counties.map((one) => (one.name.fa === county ? { ...one, enrolled: null } : one)),
      }
    default:
      return {
        ...rest,
        cells: bundle.cells.map((cell) =>
          keyOf(cell) === key ? { ...cell, shown: 'WITHDRAWN', percent: null } : cell,
        ),
      }
  }
}
