import { z } from 'zod'
import { cleanText } from './persian-text'

/** Words somebody has to write: cleaned, and then so many letters at least. */
export const typedText = (least: number, most: number) =>
  z
    .string()
    .max(most, 'E-GEN-01')
    .transform(cleanText)
    .refine((said) => said.length >= least, 'E-GEN-01')

/** Words that may be left out. */
export const looseText = (most: number) => z.string().max(most, 'E-GEN-01').transform(cleanText).default('')
