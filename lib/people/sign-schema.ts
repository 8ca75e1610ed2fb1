import { z } from 'zod'
import { COLOURS, SYMBOLS } from './symbol'

export const SetSign = z.strictObject({
  enrolmentId: z.uuid('E-GEN-01'),
  version: z.int(),
  symbol: z.enum(SYMBOLS, 'E-GEN-01'),
  colour: z.enum(COLOURS, 'E-GEN-01'),
})
export type SetSign = z.input<typeof SetSign>

export const GiveSigns = z.strictObject({ cohortId: z.uuid('E-GEN-01') })
export type GiveSigns = z.input<typeof GiveSigns>

/** At registration: words she chose, null where any free one will do. */
export const WantedSign = z.strictObject({
  symbol: z.enum(SYMBOLS, 'E-GEN-01').nullable(),
  colour: z.enum(COLOURS, 'E-GEN-01').nullable(),
})
