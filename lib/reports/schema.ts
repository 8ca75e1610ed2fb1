import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'
import { REPORT_KINDS } from './threshold'

/** A reason says something: at least a few words, at most a paragraph. */
const REASON = { least: 10, most: 1000 } as const

export const WriteReason = z.strictObject({
  closingId: z.uuid(),
  code: z.string().regex(/^[ROQ]-\d{2}$/),
  reason: z
    .string()
    .transform(cleanText)
    .pipe(z.string().min(REASON.least, 'E-RPT-07').max(REASON.most, 'E-RPT-07')),
})
export type WriteReason = z.input<typeof WriteReason>

export const SignReport = z.strictObject({ closingId: z.uuid(), kind: z.enum(REPORT_KINDS) })
export type SignReport = z.input<typeof SignReport>

export const REPORT_FORMATS = ['pdf', 'docx', 'xlsx'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

export const ExportReport = z.strictObject({
  closingId: z.uuid(),
  kind: z.enum(REPORT_KINDS),
  format: z.enum(REPORT_FORMATS),
  locale: z.enum(['fa', 'en']),
})
export type ExportReport = z.input<typeof ExportReport>
