import { sql } from 'drizzle-orm'
import type { NeedState } from '@/lib/charities/kinds'
import { AddMeeting, AddNeed, MoveNeed } from '@/lib/charities/schema'
import { nextNeed } from '@/lib/charities/way'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { clocked, lockNeed, madeBefore, type NeedRow, nextCode, placeOf } from './load'
import { writeStep } from './write-step'

/** A need of a county, old or new, with a first estimate of how many people. */
export async function addNeed(
  ctx: Context,
  input: AddNeed,
): Promise<{ needId: string; code: string | null }> {
  const asked = AddNeed.parse(input)
  return inTransaction(ctx, async (db) => {
    const county = await placeOf(db, asked.countyId, ['COUNTY'])
    authorise(ctx.actor, 'devolve', county)
    const at = await clocked(db, ctx, county)
    if (asked.identifiedOn > tehranDay(at.now)) throw new AppError('E-CD-20')
    if (await madeBefore(db, 'need', asked.key)) return { needId: asked.key, code: null }
    if (asked.serviceId) {
      const [service] = await db.execute<{ domain: string }>(
        sql`select domain from app.charity_service where id = ${asked.serviceId}::uuid and province_id = ${county.provinceId}::uuid`,
      )
      if (service?.domain !== asked.domain) throw new AppError('E-CD-16')
    }
    const code = await nextCode(db, 'N', county.provinceId)
    await db.execute(sql`
      insert into app.charity_need (id, scope_id, province_id, county_id, code, domain, service_id, title_fa, is_new, priority, identified_on,
        people_count, status_since, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${county.scopeId}, ${county.provinceId}::uuid, ${county.id}::uuid, ${code}, ${asked.domain},
        ${asked.serviceId}::uuid, ${asked.titleFa}, ${asked.isNew}, ${asked.priority}, ${asked.identifiedOn}::date, ${asked.people},
        ${at.now.toISOString()}::timestamptz, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await writeStep(db, at, {
      subject: 'NEED',
      id: asked.key,
      scopeId: county.scopeId,
      from: null,
      to: 'IDENTIFIED',
      act: 'need',
      after: { code, domain: asked.domain, people: asked.people },
    })
    return { needId: asked.key, code }
  })
}

/** One step of a need. Whoever stops waiting (deferred, rejected) leaves no offer open behind. */
export async function moveNeed(ctx: Context, input: MoveNeed): Promise<{ state: NeedState }> {
  const asked = MoveNeed.parse(input)
  const { needId, act, reason } = asked
  return inTransaction(ctx, async (db) => {
    const need = await lockNeed(db, needId)
    authorise(ctx.actor, 'devolve', need)
    const at = await clocked(db, ctx, need)
    checkVersion(need, asked.version)
    const [found] = await db.execute<{ delivered: boolean; accepted: number }>(sql`
      select count(*) filter (where o.status = 'ACCEPTED')::int as accepted, coalesce(bool_or(exists (
        select from app.charity_delivery d where d.agreement_id = o.agreement_id and d.served > 0)) filter (where o.status = 'ACCEPTED'), false) as delivered
      from app.charity_offer o where o.need_id = ${needId}::uuid`)
    const verifiedCount = act === 'verify' ? (asked.verifiedCount ?? null) : need.verifiedCount
    const meetingId = act === 'plan' ? (asked.meetingId ?? null) : need.meetingId
    const to = orThrow(
      nextNeed(act, { state: need.state, verifiedCount, meetingId, delivered: found!.delivered, reason }),
    )
    // Part of it is in somebody's hands: what was accepted is taken back first.
    if (act === 'defer' && found!.accepted > 0) throw new AppError('E-CD-12')
    if (act === 'verify' || act === 'plan')
      await db.execute(sql`
        update app.charity_need set verified_count = ${verifiedCount}, meeting_id = ${meetingId}::uuid where id = ${needId}::uuid`)
    if (act === 'plan') await checkMeeting(db, meetingId!, need)
    if (act === 'plan' && asked.promisedBy && asked.promised)
      await promise(db, need, asked.promisedBy, meetingId!, asked.promised)
    if (act === 'defer')
      await db.execute(sql`
        update app.charity_offer set status = 'REVOKED', reason = ${reason}, answered_by = app.me(), answered_at = ${at.now.toISOString()}::timestamptz
        where need_id = ${needId}::uuid and status = 'OFFERED'`)
    await writeStep(db, at, {
      subject: 'NEED',
      id: needId,
      scopeId: need.scopeId,
      from: need.state,
      to,
      act: `need-${act}`,
      reason,
      ...(act === 'verify' && { after: { people: verifiedCount } }),
    })
    return { state: to }
  })
}

/** E-CD-15: no meeting of the need's own province. */
async function checkMeeting(db: Db, meetingId: string, need: NeedRow): Promise<void> {
  const [meeting] = await db.execute(
    sql`select 1 from app.charity_meeting where id = ${meetingId}::uuid and province_id = ${need.provinceId}::uuid`,
  )
  if (!meeting) throw new AppError('E-CD-15')
}

async function promise(
  db: Db,
  need: NeedRow & { scopeId: number },
  providerId: string,
  meetingId: string,
  promised: string,
) {
  await db.execute(sql`
    insert into app.charity_promise (scope_id, meeting_id, need_id, provider_id, promised, created_by)
    values (${need.scopeId}, ${meetingId}::uuid, ${need.needId}::uuid, ${providerId}::uuid, ${promised}, app.me())`)
}

/** A consultative meeting with benefactors, of a county or of the whole province. */
export async function addMeeting(ctx: Context, input: AddMeeting): Promise<{ meetingId: string }> {
  const asked = AddMeeting.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await placeOf(db, asked.placeId, ['COUNTY', 'PROVINCE'])
    authorise(ctx.actor, 'devolve', home)
    const at = await clocked(db, ctx, home)
    if (asked.day > tehranDay(at.now)) throw new AppError('E-CD-20')
    if (await madeBefore(db, 'meeting', asked.key)) return { meetingId: asked.key }
    await db.execute(sql`
      insert into app.charity_meeting (id, scope_id, province_id, county_id, day, title_fa, minutes, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${home.scopeId}, ${home.provinceId}::uuid, ${home.kind === 'COUNTY' ? home.id : null}::uuid, ${asked.day}::date,
        ${asked.titleFa}, ${asked.minutes}, ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await audit(db, ctx, {
      action: 'charity.meeting',
      entity: 'charity_meeting',
      entityId: asked.key,
      scopeId: home.scopeId,
      after: { day: asked.day },
    })
    return { meetingId: asked.key }
  })
}
