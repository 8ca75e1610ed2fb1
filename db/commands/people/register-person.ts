import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { ageBounds } from '@/lib/people/birth-date'
import { registerPerson as personSchema } from '@/lib/people/schema'
import { AppError } from '@/lib/shared/result'
import { enrolDoors } from '../../queries/people/enrol-doors'
import { authorise, type Context, inTransaction } from '../../transaction'
import { enrolPeople } from './enrol-people'

const Where = z.looseObject({ cohortId: z.uuid('E-GEN-01'), runId: z.uuid('E-GEN-01') })
export type RegisterInput = z.input<typeof Where>

/** Registers one person in a cohort from a form; audited as enrolment.create. Answers with codes of warnings. */
export async function registerPerson(
  ctx: Context,
  input: RegisterInput,
): Promise<{ personId: string; cohortId: string; warnings: string[] }> {
  const { cohortId, runId, ...fields } = Where.parse(input)
  const door = await inTransaction(ctx, async (db) => {
    const [found] = await enrolDoors(db, scopeOf(ctx.actor), { runId, cohortIds: [cohortId] })
    if (!found) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'enrol', found)
    return found
  })
  const person = personSchema(door.today).parse({ ...fields, placeId: door.placeId })
  if (ageBounds(person.birth, door.firstDay).atMost < door.minAge)
    throw new AppError('E-PER-05', { min: door.minAge })
  const { enrolled, warnings } = await enrolPeople(ctx, {
    runId,
    registeredOn: door.today,
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
      },
    ],
  })
  return { personId: enrolled[0]!.personId, cohortId, warnings: warnings.map(({ code }) => code) }
}
