import { runOnce } from 'graphile-worker'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DigestWays, sendDigest } from '@/db/commands/reports/send-digest'
import { wantDigest } from '@/db/commands/reports/want-digest'
import { loginUrls } from '@/db/logins'
import { keyring } from '@/lib/env'
import type { DigestMessage } from '@/lib/reports/digest'
import fa from '@/messages/fa/digest.json'
import { digestJobs } from '@/server/queue/digest-jobs'
import { QUEUE_SCHEMA, queueLogger } from '@/server/queue/prepare'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import { type Field, openField } from '../sync/field'

const WEEK = '2024-06-01'
const JOB = { week: WEEK, origin: 'https://t.example', words: fa.mail }

let f: Field
let jobUrl: string
const out: { channel: string; to: string; message: DigestMessage }[] = []
beforeAll(async () => {
  f = await openField({ people: 3, sessions: 4 })
  jobUrl = loginUrls(f.ownerUrl, keyring().loginSecret).job
})
afterAll(() => f?.close())
afterEach(async () => {
  out.length = 0
  await f.owner`delete from app.digest_sent`
  await f.owner`delete from app.digest_refusal`
  await f.owner`delete from app.user_login`
})

const way = <C extends 'EMAIL' | 'SMS' | 'LOG'>(
  channel: C,
  answer: () => 'sent' | 'not-sent' = () => 'sent',
) => ({
  channel,
  async send(to: string, message: DigestMessage) {
    const handed = answer()
    if (handed === 'sent') out.push({ channel, to, message })
    return handed
  },
})
const ways: DigestWays = { email: way('EMAIL'), sms: way('SMS'), log: null }
const login = (who: Staff, handle: string) =>
  f.owner`insert into app.user_login (handle, kind, user_id) values (${handle}, ${handle.includes('@') ? 'EMAIL' : 'MOBILE'}, ${who.userId})`
const send = async (who: Staff, by = ways) => sendDigest(await contextOf(who), JOB, by)
const sentRows = () => f.owner`select user_id, channel, state from app.digest_sent order by claimed_at`

describe('sending a week’s digest', () => {
  it('goes once, with numbers and a link and no name, to the account’s own address', async () => {
    await login(f.w.facilitator, 'facilitator@t.example')
    expect(await send(f.w.facilitator)).toBe('sent')
    expect(await send(f.w.facilitator)).toBe('known')
    expect(out).toHaveLength(1)
    expect(out[0]).toMatchObject({ channel: 'EMAIL', to: 'facilitator@t.example' })
    const said = JSON.stringify(out[0]!.message)
    expect(said).toContain('https://t.example/fa/today/digest')
    const names = [...f.w.people.map(({ name }) => name), ...(await placeNames())]
    expect(names.filter((name) => said.includes(name))).toEqual([])
    const rows = [...(await sentRows())]
    expect(rows).toEqual([{ user_id: f.w.facilitator.userId, channel: 'EMAIL', state: 'SENT' }])
    const [trace] = await f.owner`select after from audit.event where action = 'digest.send'`
    expect(trace!.after).toEqual({ week: WEEK, channel: 'EMAIL' })
  })

  it('goes by SMS to who has a number only, and to nobody who has no address', async () => {
    expect(await send(f.w.officer)).toBe('page-only')
    await login(f.w.officer, '+989141234567')
    expect(await send(f.w.officer, { ...ways, sms: null })).toBe('page-only')
    expect(await send(f.w.officer)).toBe('sent')
    expect(out[0]).toMatchObject({ channel: 'SMS', to: '+989141234567' })
    expect(out[0]!.message.short).toContain('https://t.example/fa/office/digest')
  })

  it('is not sent to who refused it, and is again when she wants it', async () => {
    await login(f.w.officer, 'officer@t.example')
    const ctx = await contextOf(f.w.officer)
    await wantDigest(ctx, { wanted: false })
    await wantDigest(ctx, { wanted: false })
    expect(await send(f.w.officer)).toBe('refused')
    await wantDigest(ctx, { wanted: true })
    expect(await send(f.w.officer)).toBe('sent')
  })

  it('goes again where it certainly did not leave, and never where nobody can say', async () => {
    await login(f.w.officer, 'officer@t.example')
    expect(await send(f.w.officer, { ...ways, email: way('EMAIL', () => 'not-sent') })).toBe('again')
    expect(await sentRows()).toHaveLength(0)
    const lost = way('EMAIL', () => {
      throw new Error('lost')
    })
    await expect(send(f.w.officer, { ...ways, email: lost })).rejects.toThrow('lost')
    expect(await send(f.w.officer)).toBe('known')
    expect(out).toHaveLength(0)
  })
})

async function placeNames(): Promise<string[]> {
  const rows = await f.owner`select name_fa, name_en from app.place where province_id = ${f.w.provinceId}`
  return rows.flatMap((row) => [row.name_fa, row.name_en])
}

describe('the queue', () => {
  const run = (at: string) =>
    runOnce({
      connectionString: jobUrl,
      schema: QUEUE_SCHEMA,
      logger: queueLogger,
      taskList: digestJobs({ ways, origin: JOB.origin, now: () => new Date(at), log: () => {} }),
    })
  const ask = () => f.owner`select graphile_worker.add_job('digest-week', '{}'::json)`
  const known = async (who: Staff, handle: string) => {
    await login(who, handle)
    await f.owner`update app.user_account set password_hash = 'x' where id = ${who.userId}`
  }

  it('sends each account one a week, catches up after it stood still, and sends nothing twice', async () => {
    await known(f.w.officer, 'officer@t.example')
    await known(f.w.facilitator, '+989141234567')
    await ask()
    await run('2024-06-01T02:00:00Z')
    expect(out).toHaveLength(0)
    await ask()
    await run('2024-06-04T10:00:00Z')
    expect(out.map(({ to }) => to).sort()).toEqual(['+989141234567', 'officer@t.example'])
    await ask()
    await run('2024-06-05T10:00:00Z')
    expect(out).toHaveLength(2)
    await ask()
    await run('2024-06-08T10:00:00Z')
    expect(out).toHaveLength(4)
    // The queue's library says a run is over before its last job is taken out.
    await expect
      .poll(() => f.owner`select payload::text from graphile_worker._private_jobs`, { timeout: 10_000 })
      .toHaveLength(0)
  })

  it('sends nothing for a demonstration, a suspended account or a role without work of its own', async () => {
    const auditor = await staff(f.owner, 'AUDITOR', f.w.provinceScope)
    const demo = await staff(f.owner, 'PROVINCE_OFFICER', f.w.provinceScope)
    const gone = await staff(f.owner, 'PROVINCE_OFFICER', f.w.provinceScope)
    await known(auditor, 'auditor@t.example')
    await known(demo, 'demo@t.example')
    await known(gone, 'gone@t.example')
    await f.owner`update app.user_account set is_demo = true where id = ${demo.userId}`
    await f.owner`update app.user_account set status = 'LOCKED' where id = ${gone.userId}`
    await ask()
    await run('2024-06-04T10:00:00Z')
    expect(out).toEqual([])
  })

  it('has a login that reaches its own schema and two functions, and no table of people', async () => {
    const job = postgres(jobUrl, { max: 1, onnotice: () => {} })
    try {
      for (const statement of [
        'select 1 from app.person',
        'select 1 from app.user_login',
        'select 1 from app.digest_sent',
        'select 1 from pub.release',
        'select 1 from audit.event',
        'select app.my_password_hash()',
        'create table graphile_worker.mine (id int)',
      ])
        await expect(job.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' })
      const rows = await job`select app.digest_due('2024-06-01')`
      expect(rows).toHaveLength(0)
      await expect(f.app`select 1 from graphile_worker.migrations`).rejects.toMatchObject({ code: '42501' })
      await expect(f.app`select app.digest_due('2024-06-01')`).rejects.toMatchObject({ code: '42501' })
    } finally {
      await job.end()
    }
  })
})
