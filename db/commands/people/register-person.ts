import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { ageBounds } from '@/lib/people/birth-date'
import { registerPerson as personSchema } from '@/lib/people/schema'
import { WantedSign } from '@/lib/people/sign-schema'
import { AppError } from '@/lib/shared/result'
import { enrolDoors } from '../../queries/people/enrol-doors'
import { authorise, type Context, inTransaction } from '../../transaction'
import { enrolPeople } from './enrol-people'

const guardian = z.string().trim().max(60, 'E-GEN-01').default('')
const Where = z.looseObject({
  cohortId: z.uuid('E-GEN-01'),
  runId: z.uuid('E-GEN-01'),
  guardianName: guardian,
  guardianRelation: guardian,
  /** Waits for a place where the group is full. */
  orWait: z.boolean().default(false),
  sign: WantedSign.nullable().default(null),
})
export type RegisterInput = z.input<typeof Where>

/**
 * Registers one person in a cohort from a form; audited as enrolment.create. Answers with codes of warnings. E-PER-08:
 * she is under eighteen and nobody consented for her; whose age the year alone does not tell counts as under.
 */
export async function registerPerson(
  ctx: Context,
  input: RegisterInput,
): Promise<{ personId: string; cohortId: string; warnings: string[]; waits: boolean }> {
  const { cohortId, runId, guardianName, guardianRelation, orWait, sign, ...fields } = Where.parse(input)
  const door = await inTransaction(ctx, async (db) => {
    const [found] = await enrolDoors(db, scopeOf(ctx.actor), { runId, cohortIds: [cohortId] })
    if (!found) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', found)
    return found
  })
  const person = personSchema(door.today).parse({ ...fields, placeId: door.placeId })
  const age = ageBounds(person.birth, door.firstDay)
  if (age.atMost < door.minAge) throw new AppError('E-PER-05', { min: door.minAge })
  const guarded = guardianName !== '' && guardianRelation !== ''
  if (door.guardianUnder18 && age.atLeast < 18 && !guarded) throw new AppError('E-PER-08')
  const { enrolled, warnings } = await enrolPeople(ctx, {
    runId,
    registeredOn: door.today,
    orWait,
    people: [
      {
        cohortId,
        first: person.first,
        last: person.last,
        father: person.father ?? null,
        nationalId: person.nationalId ?? null,
        noNationalIdReason: person.noNationalIdReason ?? null,
        birthYear: person.birth.year,
        birthIso: person.birth.iso,
        mobile: person.mobile ?? null,
        education: person.education ?? null,
        isHead: person.isHead,
        sex: person.sex,
        consent: person.consent,
        sign,
        guardian: guarded ? { name: guardianName, relation: guardianRelation } : null,
      },
    ],
  })
  return {
    personId: enrolled[0]!.personId,
    cohortId,
    warnings: warnings.map(({ code }) => code),
    waits: enrolled[0]!.waits,
  }
}
