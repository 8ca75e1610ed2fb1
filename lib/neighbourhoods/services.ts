import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { latinDigits } from '@/lib/shared/number'
import { cleanText } from '@/lib/shared/persian-text'

export const SERVICE_KINDS = [
  'COUNSELLING',
  'HEALTH',
  'WELFARE',
  'LEGAL',
  'SKILLS',
  'CHILDREN',
  'OTHER',
] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

const id = z.uuid('E-GEN-01')
const needed = (most: number) =>
  z
    .string()
    .max(most, 'E-GEN-01')
    .transform(cleanText)
    .refine((text) => text.length >= 2, 'E-GEN-01')
const optional = (most: number) =>
  z
    .string()
    .max(most, 'E-GEN-01')
    .transform((text) => cleanText(text) || null)
    .nullish()
    .transform((text) => text ?? null)

const fields = {
  kind: z.enum(SERVICE_KINDS, 'E-GEN-01'),
  nameFa: needed(120),
  nameEn: optional(120),
  address: optional(300),
  phone: optional(60).transform((text) => text && latinDigits(text)),
  /** Who said so: a letter, a visit, a page. */
  source: needed(200),
  checkedOn: z.string().refine(isIsoDay, 'E-GEN-01'),
}
type Reach = { address: string | null; phone: string | null }
// A service nobody can go to or call is of no use beside a plan.
const reachable = ({ address, phone }: Reach) => address !== null || phone !== null
const unreachable = { path: ['phone'], message: 'E-GEN-01' }

export const AddService = z.strictObject({ countyId: id, ...fields }).refine(reachable, unreachable)
export type AddService = z.input<typeof AddService>

export const ChangeService = z
  .strictObject({ serviceId: id, version: z.int(), ...fields })
  .refine(reachable, unreachable)
export type ChangeService = z.input<typeof ChangeService>

export const EndService = z.strictObject({ serviceId: id, version: z.int() })
export type EndService = z.input<typeof EndService>
