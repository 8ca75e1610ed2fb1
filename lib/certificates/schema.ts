import { z } from 'zod'
import { isIsoDay } from '@/lib/shared/jalali'
import { cleanText } from '@/lib/shared/persian-text'

const id = z.uuid('E-GEN-01')
const day = z.string().refine(isIsoDay, 'E-GEN-01')

/** Of a closed group, of a run's facilitators, or of a volunteer's hours between two days. */
export const IssueCertificates = z.union([
  z.strictObject({ cohortId: id }),
  z.strictObject({ facilitatorsOf: id }),
  z.strictObject({ serviceOf: id, from: day, until: day }),
])
export type IssueCertificates = z.input<typeof IssueCertificates>

export const RevokeCertificate = z.strictObject({
  certificateId: id,
  reason: z
    .string()
    .max(500, 'E-GEN-01')
    .transform(cleanText)
    .refine((text) => text !== '', 'E-GEN-01'),
})
export type RevokeCertificate = z.input<typeof RevokeCertificate>

export const ReissueCertificate = z.strictObject({ certificateId: id })
export type ReissueCertificate = z.input<typeof ReissueCertificate>
