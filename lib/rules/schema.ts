import { z } from 'zod'
import { cleanText } from '@/lib/shared/persian-text'
import { isRuleKey, type RuleKey } from './registry'

const text = z
  .string()
  .max(500, 'E-GEN-01')
  .transform(cleanText)
  .refine((value) => value.length > 0, 'E-GEN-01')

export const ChangeRule = z
  .strictObject({
    key: z.custom<RuleKey>((key) => typeof key === 'string' && isRuleKey(key), 'E-GEN-04'),
    value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
    level: z.enum(['NATION', 'PROVINCE', 'RUN']),
    /** The run a change at its level is for; with PROVINCE, a run of that province. */
    runId: z.uuid().optional(),
    reason: text,
    source: text,
    /** Credit the sessions already held again: only for one run, and never unless somebody asks for it. */
    recompute: z.boolean().default(false),
  })
  .refine((change) => change.level === 'NATION' || change.runId !== undefined, {
    path: ['runId'],
    message: 'E-GEN-01',
  })
  .refine((change) => !change.recompute || change.level === 'RUN', {
    path: ['recompute'],
    message: 'E-RUL-03',
  })
export type ChangeRule = z.input<typeof ChangeRule>
