import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '../../client'
import type { Context } from '../../transaction'
import { asJson } from '../programmes/load'

/** Somebody a certificate is given to, with what stands on it. */
export type Subject = {
  scopeId: number
  personId: string | null
  enrolmentId: string | null
  facilitatorId: string | null
  volunteerId?: string
  minutes: number
  rule: string
}
export type Numbered = Subject & { number: string }

/** An unguessable serial: 128 bits, 22 letters. */
const newSerial = () => randomBytes(16).toString('base64url')

type Made = { id: string; scopeId: number; number: string }

/** What certificates are given for: a run, or a province's volunteers and the period of their hours. */
export type GivenFor = { day: string; validDays: number; replaces?: string } & (
  | { runId: string }
  | { provinceId: string; from: string; until: string }
)

/** Writes certificates and an audit row for each. `validDays`: nought where they do not expire. `replaces` is the number that one of them takes the place of. */
export async function writeCertificates(
  db: Db,
  ctx: Context,
  of: GivenFor,
  rows: readonly Numbered[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const service = 'provinceId' in of ? of : null
  const text = asJson(rows.map((row) => ({ ...row, serial: newSerial() })))
  const made = await db.execute<Made>(sql`
    insert into app.certificate (scope_id, run_id, person_id, enrolment_id, facilitator_id, volunteer_id, province_id, from_on, until_on,
      number, serial, issued_on, expires_on, minutes, rule, issued_by)
    select x."scopeId", ${'runId' in of ? of.runId : null}::uuid, x."personId", x."enrolmentId", x."facilitatorId", x."volunteerId",
      ${service?.provinceId ?? null}::uuid, ${service?.from ?? null}::date, ${service?.until ?? null}::date, x.number, x.serial, ${of.day},
      ${of.day}::date + nullif(${of.validDays}::int, 0), x.minutes, x.rule, ${ctx.actor.userId}
    from jsonb_to_recordset(${text}::jsonb) as x ("scopeId" int, "personId" uuid, "enrolmentId" uuid, "facilitatorId" uuid, "volunteerId" uuid,
      number text, serial text, minutes int, rule text)
    returning id, scope_id as "scopeId", number`)
  await auditIssued(db, ctx, made, of.replaces)
  return made.map(({ id }) => id)
}

/** One audit row for each, in one statement: a group is given two dozen at once. */
async function auditIssued(db: Db, ctx: Context, made: readonly Made[], replaces?: string): Promise<void> {
  await db.execute(sql`
    select audit.record('certificate.issue', 'certificate', m.id::text, m."scopeId", null,
      jsonb_strip_nulls(jsonb_build_object('number', m.number, 'replaces', ${replaces ?? null}::text)), null, ${ctx.requestId})
    from jsonb_to_recordset(${asJson(made)}::jsonb) as m (id uuid, "scopeId" int, number text)`)
}
