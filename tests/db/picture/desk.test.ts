import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeFeed, openFeed } from '@/db/commands/picture/calendar-feed'
import { referPerson } from '@/db/commands/picture/refer-person'
import { searchAll } from '@/db/commands/picture/search'
import { agenda } from '@/db/queries/picture/agenda'
import { waitingFor } from '@/db/queries/picture/waiting'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { feedOf as feedAt } from '@/lib/server/calendar-feed'
import { contextOf } from '@/tests/support/actors'
import { readCalendar } from '@/tests/support/calendar-read'
import type { Staff } from '@/tests/support/factories'
import { onForm, persian, refusal } from '../refusals/provoked'
import { openPicture, type PictureField, threefold } from './field'

let f: PictureField
let her: Awaited<ReturnType<typeof threefold>>
beforeAll(async () => {
  f = await openPicture()
  her = await threefold(f)
  await f.sql`update app.person set first_name = 'کبریٰ', last_name = 'مکی‌زاده', fold = 'کبری مکیزاده علی' where id = ${her.personId}`
  await f.sql`update app.hamyar_group set name_fa = 'گروه مکیان', fold = 'گروهمکیان' where id = ${f.group.groupId}`
})
afterAll(() => f?.end())

const feedOf = (secret: string, now: Date) => feedAt(secret, now, persian)
const found = async (who: Staff, text: string) =>
  (await searchAll(await contextOf(who), { text })).map(({ kind, hits }) => `${kind} ${hits.length}`)

describe('the search', () => {
  it('finds what its reader may see, however it is spelt, and nothing else', async () => {
    // Arabic ye and kaf, no half-space: one spelling of many.
    const typed = 'مكي'
    expect(await found(f.womensOffice, typed)).toEqual(['PERSON 1'])
    expect(await found(f.facilitator, typed)).toEqual(['PERSON 1'])
    expect(await found(f.officer, typed)).toEqual(['PERSON 1', 'HAMYAR 1'])
    expect(await found(f.here.worker, typed)).toEqual(['PERSON 1', 'HAMYAR 1'])
    for (const stranger of [
      f.there.worker,
      f.far.worker,
      f.charity,
      f.associations.officer,
      f.association.coordinator,
      f.auditor,
    ])
      expect((await found(stranger, typed)).filter((one) => one.startsWith('PERSON'))).toEqual([])
    expect(await found(f.officer, 'نارون')).toEqual(['PLACE 1'])
    expect(await found(f.womensOffice, 'نارون')).toEqual(['COHORT 1', 'PLACE 1'])
  })

  it('says of a namesake the place its reader sees, and of another programme nothing', async () => {
    const where = async (who: Staff) =>
      (await searchAll(await contextOf(who), { text: 'مکی‌زاده' })).find(({ kind }) => kind === 'PERSON')
        ?.hits[0]?.whereFa
    expect(await where(f.womensOffice)).toBe('محلهٔ نارون')
    expect(await where(f.officer)).toBe('گروه مکیان')
  })

  it('writes down how many people were shown, never whom nor what was typed', async () => {
    await found(f.womensOffice, 'مکی')
    const [act] = await f.sql`select action, entity_id, after from audit.event order by seq desc limit 1`
    expect(act).toEqual({ action: 'people.search', entity_id: f.womensOffice.userId, after: { shown: 1 } })
    const [last] = await f.sql`select max(seq) as seq from audit.event`
    expect(await found(f.womensOffice, 'هیچ‌کس')).toEqual([])
    const [after] = await f.sql`select max(seq) as seq from audit.event`
    expect(after!.seq).toBe(last!.seq)
  })

  it('takes wild cards for letters', async () => {
    expect(await found(f.womensOffice, '%%')).toEqual([])
    expect(await found(f.womensOffice, '__')).toEqual([])
  })

  refusal(
    'E-SRC-01',
    'for a national id',
    'در این جست‌وجو کد ملی یا شمارهٔ تلفن ننویسید. برای یافتن کسی با کد ملی، صفحهٔ افراد را ببینید.',
    async () => ({
      owner: f.sql,
      attempt: onForm(f.womensOffice, (ctx) => searchAll(ctx, { text: her.nationalId })),
    }),
  )
})

describe('what waits', () => {
  const waits = async (who: Staff) => {
    const scope = scopeOf((await contextOf(who)).actor)
    const lines = await reading(scope, (db) =>
      waitingFor(db, scope, { now: new Date('2024-06-14T12:00:00Z') }),
    )
    return lines.map(({ kind, count, days }) => [kind, count, days])
  }
  it('is each reader’s own, over all her programmes, the longest wait first', async () => {
    await referPerson(await contextOf(f.facilitator, new Date('2024-06-10T12:00:00Z')), {
      personId: her.personId,
      fromScope: f.plan.scope,
      programme: 'HAMYAR',
      reach: 'عصرها در خانه',
      consentHow: 'SAID',
    })
    await f.sql`insert into app.session (scope_id, run_id, cohort_id, seq, day, starts_at, planned_minutes, net_minutes, status, n_rows)
      values (${f.plan.scope}, ${f.plan.runId}, ${f.plan.cohortId}, 1, '2024-05-20', '2024-05-20 06:00Z', 120, 120, 'SUBMITTED', 0)`
    expect(await waits(f.officer)).toEqual([['HANDOVERS', 1, 4]])
    // The run's clock stands on 1 June.
    expect(await waits(f.womensOffice)).toEqual([['SHEETS', 1, 12]])
    expect(await waits(f.both)).toEqual([
      ['SHEETS', 1, 12],
      ['HANDOVERS', 1, 4],
    ])
    for (const nobody of [f.charity, f.associations.officer, f.far.worker, f.facilitator])
      expect(await waits(nobody)).toEqual([])
  })
})

describe('the calendar', () => {
  const span = { from: '2024-05-01', until: '2024-06-30' }
  const planned = async (who: Staff) => {
    const scope = scopeOf((await contextOf(who)).actor)
    const rows = await reading(scope, (db) => agenda(db, scope, span))
    return rows.filter(({ kind }) => kind !== 'HOLIDAY').map(({ kind, day }) => `${kind} ${day}`)
  }
  it('holds what each reader’s programmes have planned', async () => {
    await f.association.activity()
    expect(await planned(f.womensOffice)).toEqual(['SESSION 2024-05-20'])
    expect(await planned(f.facilitator)).toEqual(['SESSION 2024-05-20'])
    expect(await planned(f.associations.officer)).toEqual(['ACTIVITY 2024-05-10'])
    expect(await planned(f.association.coordinator)).toEqual(['ACTIVITY 2024-05-10'])
    for (const nobody of [f.officer, f.charity, f.far.worker]) expect(await planned(nobody)).toEqual([])
  })

  it('is read at a secret address that a second reader understands, without a name, a place or a text', async () => {
    const now = new Date('2024-06-01T12:00:00Z')
    const { secret } = await openFeed(await contextOf(f.womensOffice))
    const text = (await feedOf(secret, now))!
    const events = readCalendar(text)
    expect(events.map(({ DTSTART, SUMMARY }) => [DTSTART, SUMMARY])).toEqual([
      ['20240520T060000Z', `نشست گروه ${f.plan.code}`],
    ])
    for (const said of ['نارون', 'کبر', 'مکی', 'آزمون', f.facilitator.userId])
      expect(text).not.toContain(said)
    const theirs = await openFeed(await contextOf(f.association.coordinator))
    const other = (await feedOf(theirs.secret, now))!
    expect(readCalendar(other).map(({ SUMMARY }) => SUMMARY)).toEqual([`فعالیت هیأت ${f.association.code}`])
    expect(other).not.toContain('بازارچه')
  })

  it('keeps the hash only, ends when its owner says so, and with a new one or her account', async () => {
    const mine = await contextOf(f.womensOffice)
    const now = new Date('2024-06-01T12:00:00Z')
    const one = (await openFeed(mine)).secret
    const [row] =
      await f.sql`select encode(token_hash, 'hex') as hash from app.calendar_feed where user_id = ${f.womensOffice.userId} and ended_at is null`
    expect(row!.hash).not.toContain(one)
    expect(await feedOf(one, now)).toContain('BEGIN:VCALENDAR')
    const two = (await openFeed(mine)).secret
    expect(await feedOf(one, now)).toBeNull()
    expect(await feedOf(two, now)).not.toBeNull()
    await f.sql`update app.user_account set status = 'DISABLED' where id = ${f.womensOffice.userId}`
    expect(await feedOf(two, now)).toBeNull()
    await f.sql`update app.user_account set status = 'ACTIVE' where id = ${f.womensOffice.userId}`
    await closeFeed(mine)
    expect(await feedOf(two, now)).toBeNull()
    for (const wrong of ['', 'x', two.slice(0, -1), `${two}x`, "' or 1=1 --"])
      expect(await feedOf(wrong, now)).toBeNull()
    // Nobody sees another's, nor ends it.
    const { secret } = await openFeed(await contextOf(f.officer))
    await closeFeed(mine)
    expect(await feedOf(secret, now)).not.toBeNull()
  })
})
