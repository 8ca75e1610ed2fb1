import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealAll } from '@/db/audit-chain'
import { type AuditAsked, auditActors, auditOf, auditSeals, EVENTS_PER_PAGE } from '@/db/queries/audit'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { type Open, openAccounts, signedIn } from './accounts-world'

let world: Open
let auditor: Actor
let officer: Actor
let neighbour: Actor
const ids = { person: randomUUID(), other: randomUUID() }
const EVENTS = 3 * EVENTS_PER_PAGE - 10
const FIRST = Date.parse('2024-05-01T08:00:00Z')

beforeAll(async () => {
  world = await openAccounts()
  const member = async (role: string, at: number) =>
    (await signedIn(world.app, await world.member(role, at))).ctx.actor
  auditor = await member('AUDITOR', world.nodes.a)
  officer = await member('PROVINCE_OFFICER', world.nodes.a)
  neighbour = await member('PROVINCE_DIRECTOR', world.nodes.b)
  // One event a day from 1 May 2024 (12 Ordibehesht 1403); every third one is a look at one person.
  await world.owner`
    insert into audit.event (at, province_id, actor_id, actor_role, action, entity, entity_id, before, after, reason)
    select to_timestamp(${FIRST} / 1000.0) + n * interval '1 day', ${world.nodes.a}, ${officer.userId}, 'PROVINCE_OFFICER',
      case when n % 3 = 0 then 'person.view' else 'test.other' end, 'person',
      case when n % 3 = 0 then ${ids.person} else ${ids.other} end, null, null, null
    from generate_series(0, ${EVENTS - 1}) n`
})
afterAll(() => world.close())

const ask = (actor: Actor, more: Partial<AuditAsked> = {}) =>
  reading(scopeOf(actor), (db) => auditOf(db, scopeOf(actor), { locale: 'fa', entity: 'person', ...more }))

async function walk(actor: Actor, more: Partial<AuditAsked> = {}) {
  const pages = [await ask(actor, more)]
  for (let older = pages[0]!.older; older !== null; older = pages.at(-1)!.older)
    pages.push(await ask(actor, { ...more, before: older }))
  return pages
}

describe('reading the audit', () => {
  it('is the auditor’s, in her province; the office and the neighbour see nothing of it', async () => {
    expect((await ask(auditor)).lines).toHaveLength(EVENTS_PER_PAGE)
    expect((await ask(officer)).lines).toEqual([])
    expect((await ask(neighbour)).lines).toEqual([])
    expect(await reading(scopeOf(officer), (db) => auditActors(db, scopeOf(officer)))).toEqual([])
  })

  it('goes back page by page, newest first, without a gap, a double or an end too many', async () => {
    const pages = await walk(auditor)
    const seqs = pages.flatMap(({ lines }) => lines.map(({ seq }) => seq))
    expect(seqs).toHaveLength(EVENTS)
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => b - a))
    expect(pages.map(({ lines }) => lines.length)).toEqual([
      EVENTS_PER_PAGE,
      EVENTS_PER_PAGE,
      EVENTS_PER_PAGE - 10,
    ])
    expect(pages[0]!.newer).toBeNull()
  })

  it('comes forward again to the same pages, the newest one full', async () => {
    const [first, second, third] = await walk(auditor)
    expect((await ask(auditor, { after: third!.newer! })).lines).toEqual(second!.lines)
    expect(await ask(auditor, { after: second!.newer! })).toEqual(first)
  })

  it('keeps the first page whole when fewer than a page are newer', async () => {
    const [first] = await walk(auditor)
    expect(await ask(auditor, { after: first!.lines[5]!.seq })).toEqual(first)
  })

  it('answers who has seen or changed one person, and names who did', async () => {
    const pages = await walk(auditor, { entityId: ids.person })
    const lines = pages.flatMap((page) => page.lines)
    expect(lines).toHaveLength(Math.ceil(EVENTS / 3))
    expect(new Set(lines.map(({ action }) => action))).toEqual(new Set(['person.view']))
    expect(new Set(lines.map(({ actor }) => actor))).toEqual(new Set([officer.displayName]))
    expect(lines[0]).toMatchObject({ roles: ['PROVINCE_OFFICER'], about: { code: null, seq: null } })
  })

  it('is filtered by act, by who, and by days from midnight to midnight of Tehran', async () => {
    const total = async (more: Partial<AuditAsked>) =>
      (await walk(auditor, more)).flatMap((page) => page.lines).length
    expect(await total({ action: 'person.view' })).toBe(Math.ceil(EVENTS / 3))
    expect(await total({ actorId: officer.userId })).toBe(EVENTS)
    expect(await total({ actorId: auditor.userId })).toBe(0)
    expect(await total({ actorId: 'not an id' })).toBe(0)
    expect(
      await total({ from: new Date('2024-05-02T20:30:00Z'), until: new Date('2024-05-04T20:30:00Z') }),
    ).toBe(2)
  })

  it('tells the auditor where her province’s chain and the nation’s end, and others nothing of it', async () => {
    await sealAll(
      (work) =>
        world.owner.begin((sql) =>
          work((text, values = []) => sql.unsafe(text, values as never[]) as never),
        ) as never,
      () => Buffer.alloc(32, 1),
      () => new Date('2026-01-01T00:00:00Z'),
    )
    const seals = (actor: Actor) => reading(scopeOf(actor), (db) => auditSeals(db, scopeOf(actor)))
    const [{ n, mac }] = (await world.owner`select n, encode(mac, 'hex') as mac from audit.seal
      where stream = ${world.nodes.a} order by n desc limit 1`) as unknown as [{ n: number; mac: string }]
    const mine = (await seals(auditor)).filter(({ place }) => place !== null)
    expect(mine).toHaveLength(1)
    expect(mine[0]).toMatchObject({
      rows: n,
      fingerprint: mac.slice(0, 16),
      sealedAtMs: Date.UTC(2026, 0, 1),
    })
    expect(await seals(officer)).toEqual([])
    expect((await seals(neighbour)).map(({ fingerprint }) => fingerprint)).not.toContain(mac.slice(0, 16))
  })

  it('lists whoever has left something, also those who did the signing in', async () => {
    const actors = await reading(scopeOf(auditor), (db) => auditActors(db, scopeOf(auditor)))
    expect(actors).toContainEqual({ userId: officer.userId, name: officer.displayName })
    expect(actors.map(({ userId }) => userId)).not.toContain(neighbour.userId)
  })
})

it('of the nation is read by who audits the nation, and by nobody in a province', async () => {
  await world.owner`insert into audit.event (province_id, actor_id, action, entity, entity_id)
    values (null, ${officer.userId}, 'test.nation', 'person', ${ids.other})`
  const nation = (await signedIn(world.app, await world.member('AUDITOR', 1))).ctx.actor
  const seen = async (who: Actor) => (await ask(who, { action: 'test.nation' })).lines.length
  expect([await seen(nation), await seen(auditor), await seen(neighbour), await seen(officer)]).toEqual([
    1, 0, 0, 0,
  ])
})

describe('identifiers', () => {
  it('stay behind, whoever wrote them where', async () => {
    await world.owner`
      insert into audit.event (province_id, actor_id, action, entity, entity_id, before, after, reason) values
      (${world.nodes.a}, ${officer.userId}, 'test.secret', 'person', ${ids.other}, ${world.owner.json({ status: 'A', cohortId: randomUUID() })},
        ${world.owner.json({
          status: 'B',
          day: '2024-07-18',
          at: '2024-07-18T10:30:00.000Z',
          hash: 'ab'.repeat(32),
          enrolments: [randomUUID(), randomUUID()],
          note: 'کد ملی ۰۰۱۲۳۴۵۶۷۹',
          changed: [{ person: randomUUID(), from: [1, 120], to: 4 }],
          deep: { mobile: '0914 123 4567', of: { mail: 'زهرا: a.b@example.ir' } },
        })}, 'تلفن 09141234567، کد 001-234567-9، از ۱۴۰۳/۰۵/۰۱')`
    const { lines } = await ask(auditor, { action: 'test.secret' })
    expect(lines[0]).toMatchObject({
      reason: 'تلفن ••••، کد ••••، از ۱۴۰۳/۰۵/۰۱',
      before: { status: 'A' },
      after: {
        status: 'B',
        day: '2024-07-18',
        at: '2024-07-18T10:30:00.000Z',
        note: 'کد ملی ••••',
        changed: [{ from: [1, 120], to: 4 }],
        deep: { mobile: '••••', of: { mail: 'زهرا: ••••' } },
      },
    })
    expect(Object.keys(lines[0]!.after)).not.toContain('hash')
    expect(Object.keys(lines[0]!.after)).not.toContain('enrolments')
    expect(Object.keys(lines[0]!.before)).toEqual(['status'])
  })
})
