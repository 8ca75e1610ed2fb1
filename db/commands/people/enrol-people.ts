import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { EDUCATION_CODES } from '@/lib/people/education'
import { WantedSign } from '@/lib/people/sign-schema'
import { freeSign, type Sign } from '@/lib/people/symbol'
import { isIsoDay } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { auditAll } from '../../audit'
import type { Db } from '../../client'
import { askedPerson } from '../../queries/people/asked-people'
import { type EnrolDoor, enrolDoors } from '../../queries/people/enrol-doors'
import { knownPeople, type Objection, objectionTo } from '../../queries/people/known-people'
import { signsOf } from '../../queries/people/signs'
import { authorise, type Context, inTransaction } from '../../transaction'
import { type JudgedPerson, type Writing, type Written, writePeople } from './write-people'

const name = z.string().trim().min(1).max(60)
const Person = z.strictObject({
  cohortId: z.uuid(),
  first: name,
  last: name,
  father: name.nullable(),
  nationalId: z
    .string()
    .regex(/^\d{10}$/, 'E-PER-01')
    .nullable(),
  noNationalIdReason: z.string().max(200).nullable(),
  birthYear: z.int().min(1200).max(1500),
  birthIso: z.string().refine(isIsoDay, 'E-PER-04').nullable(),
  mobile: z
    .string()
    .regex(/^\+989\d{9}$/, 'E-PER-03')
    .nullable(),
  education: z.enum(EDUCATION_CODES).nullable(),
  isHead: z.boolean(),
  sex: z.enum(['F', 'M']),
  consent: z.literal(true, 'E-PER-06'),
  /** Her guardian's consent; an office's list may declare it without saying who the guardian is. */
  guardian: z.strictObject({ name: name.nullable(), relation: name.nullable() }).nullable().default(null),
  /** Symbol and colour she is known by; a list of the office brings none, and the group's page gives them. */
  sign: WantedSign.nullable().default(null),
})
export const EnrolPeople = z.strictObject({
  runId: z.uuid(),
  registeredOn: z.string().refine(isIsoDay),
  people: z.array(Person).min(1).max(20_000),
  /** Whoever finds her group full waits for a place instead of being refused. */
  orWait: z.boolean().default(false),
})
type EnrolPeople = z.input<typeof EnrolPeople>

/**
 * Enrols people in cohorts of one run: all of them or none. Refuses with the first objection; what the office alone may
 * know reads E-ENR-00 and leaves a case on its duplicate desk, and nothing else.
 */
export async function enrolPeople(
  ctx: Context,
  input: EnrolPeople,
): Promise<{ enrolled: Written[]; warnings: Objection[] }> {
  const { runId, registeredOn, people, orWait } = EnrolPeople.parse(input)
  const outcome = await untold(
    inTransaction(ctx, async (db) => {
      const doors = await openDoors(db, ctx, runId, [...new Set(people.map((p) => p.cohortId))])
      const asked = people.map((p, n) => askedPerson(n, p, doors.get(p.cohortId)!.provinceId))
      const known = await knownPeople(db, scopeOf(ctx.actor), asked)
      const objections = known.map((k, n) => {
        const here = k.byId === 'here' || (!people[n]!.nationalId && k.byName === 'here')
        const already = {
          code: 'E-ENR-01',
          level: 'rejected',
          field: 'nationalId',
          values: { cohort: doors.get(people[n]!.cohortId)!.placeFa },
        } as const
        return here ? already : objectionTo(k, people[n]!.nationalId !== null)
      })
      const refusal = objections.find((objection) => objection?.level === 'rejected')
      const secret = asked.filter(
        (_, n) => objections[n]?.code === 'E-ENR-00' && objections[n]?.level === 'rejected',
      )
      if (secret.length > 0) await openCases(db, ctx, secret)
      if (refusal) return { refusal }
      const waits = waitersOf(doors, people)
      if (waits.size > 0 && !orWait)
        throw new AppError('E-COH-02', { max: doors.get(people[[...waits][0]!]!.cohortId)!.maxSize })
      const written = await enrolJudged(
        db,
        ctx,
        (await signed(db, ctx, people)).map((person, n) => ({
          person,
          asked: asked[n]!,
          waits: waits.has(n),
        })),
        {
          doors,
          registeredOn,
          by: ctx.actor.userId,
          now: ctx.now,
        },
      )
      const namesakes = asked.flatMap((row, n) =>
        objections[n] ? [{ ...row, person: written[n]!.personId }] : [],
      )
      if (namesakes.length > 0) await openCases(db, ctx, namesakes)
      return { written, warnings: objections.filter((objection) => objection !== null) }
    }),
  )
  // Thrown outside, so that the case for the office's desk stays while nothing else was written.
  if (outcome.refusal) throw new AppError(outcome.refusal.code, outcome.refusal.values)
  return { enrolled: outcome.written, warnings: outcome.warnings }
}

type Asked = z.output<typeof Person>

/** The people with a sign each where one was asked for. E-ENR-06: somebody of the group has it. */
async function signed(
  db: Db,
  ctx: Context,
  people: readonly Asked[],
): Promise<(Omit<Asked, 'sign'> & { sign: Sign | null })[]> {
  const taken = new Map<string, Sign[]>()
  const found: (Omit<Asked, 'sign'> & { sign: Sign | null })[] = []
  for (const person of people) {
    if (!person.sign) {
      found.push({ ...person, sign: null })
      continue
    }
    const here = taken.get(person.cohortId) ?? (await signsOf(db, scopeOf(ctx.actor), person.cohortId))
    const sign = freeSign(here, person.sign)
    if (!sign) throw new AppError('E-ENR-06')
    taken.set(person.cohortId, [...here, sign])
    found.push({ ...person, sign })
  }
  return found
}

/**
 * Two people typing the same woman at the same moment meet in a constraint, which knows no scope: its refusal must not
 * say more than the look-up would have said.
 */
export async function untold<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && error.code === 'E-ENR-01' && !error.values)
      throw new AppError('E-ENR-00')
    throw error
  }
}

/** The cohorts, proved to be the actor's to enrol in, and held until the transaction ends so that row numbers stay one. */
export async function openDoors(
  db: Db,
  ctx: Context,
  runId: string,
  cohortIds: string[],
): Promise<Map<string, EnrolDoor>> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('enrol ' || id, 0))
    from (select id from jsonb_array_elements_text(${JSON.stringify(cohortIds)}::jsonb) id order by id) x`)
  const doors = await enrolDoors(db, scopeOf(ctx.actor), { runId, cohortIds })
  if (doors.length < cohortIds.length) throw new AppError('E-GEN-02')
  for (const door of doors) {
    authorise(ctx.actor, 'enrol', door)
    if (door.runStatus === 'CLOSED' || ['CLOSED', 'CANCELLED'].includes(door.status))
      throw new AppError('E-COH-05')
  }
  return new Map(doors.map((door) => [door.cohortId, door]))
}

/**
 * Which of the people, by their number, find no place: a group holds as many as the rule allows, and a free place is
 * for whoever waits already.
 */
export function waitersOf(
  doors: ReadonlyMap<string, EnrolDoor>,
  people: readonly { cohortId: string }[],
): Set<number> {
  const left = new Map([...doors].map(([id, door]) => [id, door.maxSize - door.held - door.waiting]))
  const waits = new Set<number>()
  for (const [n, { cohortId }] of people.entries()) {
    const places = left.get(cohortId) ?? 0
    if (places > 0) left.set(cohortId, places - 1)
    else waits.add(n)
  }
  return waits
}

/** Writes judged people and says so in the audit: ids and counts, never a name or an identifier. */
export async function enrolJudged(
  db: Db,
  ctx: Context,
  people: readonly JudgedPerson[],
  writing: Writing,
  onProgress?: (done: number) => void,
): Promise<Written[]> {
  const written = await writePeople(db, people, writing, onProgress)
  const byCohort = new Map<string, string[]>()
  for (const { cohortId, enrolmentId } of written)
    byCohort.set(cohortId, [...(byCohort.get(cohortId) ?? []), enrolmentId])
  const cohortIds = JSON.stringify([...byCohort.keys()])
  await db.execute(sql`update app.cohort set status = 'FORMING' where status = 'PLANNED'
    and id in (select v::uuid from jsonb_array_elements_text(${cohortIds}::jsonb) v)`)
  const waiting = new Map<string, number>()
  for (const { cohortId, waits } of written)
    if (waits) waiting.set(cohortId, (waiting.get(cohortId) ?? 0) + 1)
  await auditAll(
    db,
    ctx,
    [...byCohort].map(([cohortId, enrolments]) => ({
      action: 'enrolment.create',
      entity: 'cohort',
      entityId: cohortId,
      scopeId: writing.doors.get(cohortId)!.scopeId,
      after: {
        count: enrolments.length,
        registeredOn: writing.registeredOn,
        enrolments,
        ...(waiting.has(cohortId) && { waiting: waiting.get(cohortId) }),
      },
    })),
  )
  return written
}

export async function openCases(db: Db, ctx: Context, rows: readonly object[]): Promise<void> {
  await db.execute(sql`select app.open_cases(${JSON.stringify(rows)}::jsonb, ${ctx.requestId})`)
}
