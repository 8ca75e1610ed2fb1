import { z } from 'zod'
import { parseBirth } from './birth-date'
import { EDUCATION_CODES } from './education'
import { parseMobile } from './mobile'
import { parseName } from './name'
import { parseNationalId } from './national-id'

type Parsed<T> = { ok: true; value: T } | { ok: false; code: string }

// The message of an issue is the code of the catalogue: the form shows the sentence of that code beside the field.
function through<T>(parse: (text: string) => Parsed<T>) {
  return z
    .string()
    .max(200, 'E-GEN-01')
    .transform((text, context): T => {
      const result = parse(text)
      if (result.ok) return result.value
      context.addIssue({ code: 'custom', message: result.code })
      return z.NEVER
    })
}

/** An optional text field: blank text, null and undefined all mean that nothing is known. */
function optional<T extends z.ZodType>(field: T) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    field.nullish(),
  )
}

/**
 * What somebody types to register a person, normalised: names cleaned, ids and numbers in ASCII digits, mobile as
 * +989…, birth as a Birth. Issues carry codes (E-GEN-01, bad-name, E-PER-01 …). `onDay` is today as an ISO day.
 */
export function registerPerson(onDay: string) {
  return z
    .strictObject({
      first: through(parseName),
      last: through(parseName),
      father: optional(through(parseName)),
      nationalId: optional(through(parseNationalId)),
      noNationalIdReason: optional(z.string().trim().max(200)),
      birth: through((text) => parseBirth(text, onDay)),
      mobile: optional(through(parseMobile)),
      placeId: z.uuid('E-GEN-01'),
      education: optional(z.enum(EDUCATION_CODES)),
      isHead: z.boolean().default(false),
      sex: z.enum(['F', 'M'], 'E-GEN-01'),
      consent: z.literal(true, 'E-PER-06'),
    })
    .refine((person) => person.nationalId || person.noNationalIdReason, {
      path: ['noNationalIdReason'],
      message: 'E-GEN-01',
    })
}
export type RegisterPerson = z.output<ReturnType<typeof registerPerson>>
