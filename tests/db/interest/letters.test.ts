import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerInterest } from '@/db/commands/interest/answer-interest'
import { formToken, sendInterest } from '@/db/commands/interest/send-interest'
import { viewInterest } from '@/db/commands/interest/view-interest'
import { loginUrls } from '@/db/logins'
import { letters } from '@/db/queries/interest/letters'
import { interestOffices } from '@/db/queries/interest/offices'
import { reading } from '@/db/transaction'
import { NOBODY, scopeOf } from '@/lib/access/actor'
import { keysFolder } from '@/lib/env'
import { ageFits, FORM_AGE, type SendInterest } from '@/lib/interest/schema'
import { contextOf } from '@/tests/support/actors'
import { type Staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { visitor } from '../surveys/asked'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

/** A world whose office says how it is reached. */
async function office(): Promise<World> {
  const w = await world(db.sql)
  await db.sql`insert into app.office_contact (scope_id, name_fa, phone, email) values (${w.provinceScope}, 'ادارهٔ آزمون', '044', 'a@b.test')
    on conflict do nothing`
  return w
}
const text = (w: World, more: object = {}): SendInterest => ({
  provinceId: w.provinceId,
  kind: 'PERSON',
  wish: 'HELP',
  name: 'گلی آزمونی',
  reach: '۰۹۱۲۰۰۰۰۰۰۰، عصرها',
  message: 'خیاطی بلدم',
  consent: true,
  ...more,
})
const asked = (ms: number = FORM_AGE.leastMs, trap = '') => ({
  token: formToken(new Date(visitor().now.getTime() - ms)),
  trap,
})
const send = (w: World, more: object = {}, form = asked(), network?: string) =>
  sendInterest(visitor(network), text(w, more), form)
const rows = (w: World) => db.sql`select * from pub.interest where province_id = ${w.provinceId} order by id`
const inboxOf = async (who: Staff, state: 'OPEN' | 'ANSWERED' = 'OPEN') => {
  const scope = scopeOf((await contextOf(who)).actor)
  return reading(scope, (at) => letters(at, scope, { state, page: 1 }))
}

describe('a letter', () => {
  it('keeps what was written, sealed, and the day: nothing else', async () => {
    const w = await office()
    await send(w)
    const [row] = await rows(w)
    expect(Object.keys(row!).sort()).toEqual([
      'answered_at',
      'answered_by',
      'id',
      'kind',
      'province_id',
      'received_on',
      'scope_id',
      'sealed',
      'state',
      'version',
      'wish',
    ])
    expect(row).toMatchObject({ kind: 'PERSON', wish: 'HELP', scope_id: w.provinceScope, state: 'OPEN' })
    expect(JSON.stringify(row)).not.toMatch(/گلی|۰۹۱۲|خیاطی/)
    const audit =
      await db.sql`select count(*)::int as n from audit.event where entity = 'interest' and entity_id = ${row!.id}`
    expect(audit).toMatchObject([{ n: 0 }])
  })

  it('is read and answered by its office, with who and when; by nobody else', async () => {
    const [w, other] = [await office(), await office()]
    await send(w)
    const [row] = await rows(w)
    expect((await inboxOf(w.officer)).lines).toMatchObject([
      { interestId: row!.id, kind: 'PERSON', wish: 'HELP' },
    ])
    for (const who of [w.facilitator, other.officer]) {
      expect((await inboxOf(who)).lines.map(({ interestId }) => interestId)).not.toContain(row!.id)
      const ctx = await contextOf(who)
      expect(await viewInterest(ctx, { interestId: row!.id })).toBeNull()
      await expect(answerInterest(ctx, { interestId: row!.id, version: 1 })).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    }
    const officer = await contextOf(w.officer)
    expect(await viewInterest(officer, { interestId: row!.id })).toMatchObject({
      name: 'گلی آزمونی',
      reach: '۰۹۱۲۰۰۰۰۰۰۰، عصرها',
      message: 'خیاطی بلدم',
    })
    await answerInterest(officer, { interestId: row!.id, version: 1 })
    await expect(answerInterest(officer, { interestId: row!.id, version: 1 })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
    expect((await inboxOf(w.officer)).lines).toEqual([])
    expect((await inboxOf(w.officer, 'ANSWERED')).lines).toMatchObject([
      { state: 'ANSWERED', answeredOn: '2024-06-01', answeredBy: expect.any(String) },
    ])
    const acts =
      await db.sql`select action, actor_id as by, before, after from audit.event where entity_id = ${row!.id} order by seq`
    expect(acts.map(({ action, by }) => [action, by])).toEqual([
      ['interest.view', w.officer.userId],
      ['interest.answer', w.officer.userId],
    ])
    expect(JSON.stringify(acts)).not.toMatch(/گلی|۰۹۱۲|خیاطی/)
  })

  it('is refused without a name, a way to answer or consent, when it is too long, and to no office', async () => {
    const w = await office()
    for (const [more, code] of [
      [{ name: ' ' }, 'E-INT-01'],
      [{ reach: 'x' }, 'E-INT-01'],
      [{ consent: false }, 'E-INT-02'],
      [{ message: 'ا'.repeat(2001) }, 'E-INT-04'],
      [{ kind: 'X' }, 'E-GEN-01'],
    ] as const)
      await expect(send(w, more), code).rejects.toThrow(code)
    const silent = await world(db.sql)
    await db.sql`delete from app.office_contact where scope_id = ${silent.provinceScope}`
    await expect(send(silent)).rejects.toMatchObject({ code: 'E-GEN-01' })
    expect(await rows(w)).toHaveLength(0)
  })

  it('comes from a form a hand has filled: not at once, not next day, not without its sign; a trap keeps nothing', async () => {
    const w = await office()
    expect([0, 1999, 2000, 10_800_000, 10_800_001].map(ageFits)).toEqual([false, false, true, true, false])
    const good = asked()
    for (const form of [
      asked(0),
      asked(FORM_AGE.mostMs + 1),
      { ...good, token: '' },
      { ...good, token: good.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) },
      { ...good, token: good.token.replace(/^\d{13}/, (at) => String(Number(at) - 1)) },
    ])
      await expect(send(w, {}, form), form.token).rejects.toMatchObject({ code: 'E-INT-03' })
    await send(w, {}, asked(5000, 'https://spam.test'))
    expect(await rows(w)).toHaveLength(0)
  })

  it('is one of few from a network; another network writes on', async () => {
    const w = await office()
    for (let n = 0; n < 6; n++) await send(w, {}, asked(), 'writing')
    await expect(send(w, {}, asked(), 'writing')).rejects.toMatchObject({ code: 'E-INT-05' })
    await send(w, {}, asked(), 'elsewhere')
    expect(await rows(w)).toHaveLength(7)
  })

  it('is forgotten when it was answered longer ago than the rule says, and never before', async () => {
    const w = await office()
    for (const network of ['a', 'b', 'c']) await send(w, {}, asked(), network)
    const [open, fresh, old] = await rows(w)
    const answered = (
      id: string,
      days: number,
    ) => db.sql`update pub.interest set state = 'ANSWERED', answered_by = ${w.officer.userId},
      answered_at = now() - make_interval(days => ${days}) where id = ${id}`
    await answered(fresh!.id, 89)
    await answered(old!.id, 91)
    const { loginSecret } = JSON.parse(readFileSync(join(keysFolder(), 'keyring.json'), 'utf8')) as {
      loginSecret: string
    }
    const job = postgres(loginUrls(db.database.ownerUrl, loginSecret).job, { max: 1, onnotice: () => {} })
    try {
      const [row] = await job`select app.forget_interest() as gone`
      expect(row!.gone).toBeGreaterThanOrEqual(1)
      await expect(job`select id from pub.interest`).rejects.toThrow('permission denied')
    } finally {
      await job.end()
    }
    expect((await rows(w)).map(({ id }) => id)).toEqual([open!.id, fresh!.id])
  })

  it('is written by the login of the public pages, which reads none and decides nothing of it', async () => {
    const w = await office()
    expect(await reading(scopeOf(NOBODY), interestOffices)).toContainEqual(
      expect.objectContaining({ provinceId: w.provinceId }),
    )
    const pub = postgres(db.database.publicUrl, { max: 1, onnotice: () => {} })
    const id = '0190a5c1-7b1e-7000-8000-0000000000aa'
    try {
      await expect(
        pub`insert into pub.interest (id, province_id, kind, wish, sealed, state) values (${id}, ${w.provinceId}, 'PERSON', 'HELP', 'x', 'ANSWERED')`,
      ).rejects.toThrow('permission denied')
      await expect(
        pub`insert into pub.interest (id, province_id, kind, wish, sealed) values (${id}, ${w.provinceId}, 'PERSON', 'HELP', 'x') returning sealed`,
      ).rejects.toThrow('permission denied')
      for (const statement of [
        'select sealed from pub.interest',
        'delete from pub.interest',
        "update pub.interest set state = 'OPEN'",
      ])
        await expect(pub.unsafe(statement), statement).rejects.toThrow('permission denied')
    } finally {
      await pub.end()
    }
  })
})
