import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { addMembers } from '@/db/commands/hamyar/add-members'
import { addEntry, shareTotals } from '@/db/commands/hamyar/book'
import { setMember } from '@/db/commands/hamyar/change-member'
import { approveGroup, moveGroup } from '@/db/commands/hamyar/move-group'
import { proposeGroup } from '@/db/commands/hamyar/propose-group'
import { setGroup } from '@/db/commands/hamyar/set-group'
import { membersOf } from '@/db/queries/hamyar/group-page'
import type { Context } from '@/db/transaction'
import { type Actor, asActor, scopeOf } from '@/lib/access/actor'
import type { EntryKind } from '@/lib/hamyar/ledger'
import { instantAt } from '@/lib/shared/tehran'
import { actorOfAccount } from '../system-actor'
import { HAMYAR_HANDLES, HAMYAR_PROVINCE } from './accounts'
import { keepDesk } from './hamyar-desk'
import { demoGroup, demoMember, HAMYAR_GROUPS, JOINED_ON } from './hamyar-groups'
import type { Stage } from './stage'

type County = { id: string; code: string }
type Cast = {
  officer: Actor
  worker: Map<string, Actor>
  county: Map<string, Actor>
  books: Map<number, string>
}

/** The people of the hamyar groups' demonstration, read before its transaction begins. */
export async function hamyarCast(owner: Sql, accounts: ReadonlyMap<string, string>): Promise<Cast> {
  const actor = (handle: string) => actorOfAccount(owner, accounts.get(handle)!)
  const each = async (handles: Record<string, string>) =>
    new Map(
      await Promise.all(
        Object.entries(handles).map(async ([county, handle]) => [county, await actor(handle)] as const),
      ),
    )
  return {
    officer: await actor(HAMYAR_HANDLES.officer),
    worker: await each(HAMYAR_HANDLES.workers),
    county: await each(HAMYAR_HANDLES.counties),
    books: new Map(
      Object.entries(HAMYAR_HANDLES.books).map(([g, handle]) => [Number(g), accounts.get(handle)!]),
    ),
  }
}

/** The 23 groups of Zanjan on their whole way to work, each step by who takes it; two of them with a book. */
export async function playHamyar(stage: Stage, cast: Cast): Promise<void> {
  const { db } = stage
  await stage.become(stage.cast.system.userId)
  const counties = await db.execute<County>(sql`
    select c.id, c.code from app.place p join app.place c on c.province_id = p.id and c.kind = 'COUNTY'
    where p.kind = 'PROVINCE' and p.code = ${HAMYAR_PROVINCE}`)
  const trades = await db.execute<{ id: string; name: string }>(
    sql`select id, name_fa as name from app.hamyar_trade where scope_id = 1`,
  )
  const by = async (actor: Actor, day: string): Promise<Context> => {
    await stage.become(actor.userId)
    return { actor, now: instantAt(day, '11:00'), requestId: 'demo', db }
  }
  for (let g = 1; g <= HAMYAR_GROUPS.length; g++) {
    const { county: code, opening, ...group } = demoGroup(g)
    const county = [...counties].find((one) => one.code === code)!
    const worker = cast.worker.get(code)!
    const tradeId = [...trades].find(({ name }) => name === group.trade)!.id
    const facts = { nameFa: group.nameFa, tradeId, activityKind: 'PRODUCTION' as const, commonGoal: GOAL }
    const { groupId, scopeId } = await proposeGroup(await by(worker, '2023-08-23'), {
      ...facts,
      countyId: county.id,
      workerId: worker.userId,
      demoCode: group.code,
    })
    const members = Array.from({ length: group.size }, (_, i) => demoMember(g, i + 1, county.id))
    await addMembers(await by(worker, JOINED_ON), { groupId, members })
    const version = async () => {
      const [row] = await db.execute<{ version: number }>(
        sql`select version from app.hamyar_group where id = ${groupId}`,
      )
      return row!.version
    }
    const move = async (actor: Actor, day: string, act: 'identify' | 'judge' | 'open' | 'begin') =>
      moveGroup(await by(actor, day), {
        groupId,
        version: await version(),
        act,
        ...(act === 'open' && { opening }),
      })
    await setGroup(await by(worker, JOINED_ON), {
      ...facts,
      groupId,
      version: await version(),
      employedCount: group.size,
      outsideWorkers: false,
    })
    await move(worker, '2023-09-03', 'identify')
    await move(worker, '2023-09-06', 'judge')
    await approveGroup(await by(cast.county.get(code)!, '2023-09-12'), { groupId, level: 'COUNTY' })
    await approveGroup(await by(cast.officer, '2023-09-17'), { groupId, level: 'PROVINCE' })
    const inside = await membersOf(db, scopeOf(worker), groupId)
    const [first, second] = inside
    for (const [member, role] of [
      [first!, 'COORDINATOR'],
      [second!, 'BOOKKEEPER'],
    ] as const)
      await setMember(await by(worker, '2023-09-20'), {
        memberId: member.memberId,
        version: member.version,
        isLiterate: member.isLiterate,
        isCovered: member.isCovered,
        ableToWork: member.ableToWork,
        employed: member.employed,
        roles: [role],
      })
    await move(worker, '2024-03-02', 'open')
    await move(worker, '2024-03-05', 'begin')
    const keeper = cast.books.get(g)
    await keepDesk({
      g,
      groupId,
      memberIds: inside.map(({ memberId }) => memberId),
      by: (day) => by(worker, day),
    })
    if (keeper) await keepBook(stage, { groupId, scopeId, keeper })
  }
}

const GOAL = 'تولید با دست خودمان و فروش در بازار شهر، تا هر خانه درآمدی از آن خود داشته باشد'

/** Kind, day and thousands of rials of four months of a book. */
const LINES: [EntryKind, string, number][] = [
  ['PRODUCTION', '2024-03-10', 42_000],
  ['SALE', '2024-03-14', 31_500],
  ['COST', '2024-03-14', 12_750],
  ['ORDER', '2024-04-06', 60_000],
  ['PRODUCTION', '2024-04-20', 58_000],
  ['SALE', '2024-04-27', 57_250],
  ['COST', '2024-05-02', 21_400],
  ['SAVING', '2024-05-04', 5_000],
  ['SALE', '2024-05-25', 63_900],
  ['COST', '2024-05-28', 19_850],
  ['SAVING', '2024-05-30', 6_500],
  ['ORDER', '2024-06-11', 85_000],
  ['SALE', '2024-06-29', 71_300],
  ['COST', '2024-07-01', 24_600],
]

/** A member of the group keeps its book, and the group shows its social worker sales, costs and savings. */
async function keepBook(
  stage: Stage,
  { groupId, scopeId, keeper }: { groupId: string; scopeId: number; keeper: string },
): Promise<void> {
  const { db } = stage
  await stage.become(stage.cast.system.userId)
  await db.execute(sql`insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
    values (${keeper}::uuid, 'GROUP_BOOKKEEPER', ${scopeId}, 'HAMYAR', app.me())`)
  const [node] = await db.execute<{ path: number[] }>(sql`select path from app.scope where id = ${scopeId}`)
  const actor = asActor({
    userId: keeper,
    sessionId: null,
    displayName: '',
    locale: 'fa',
    personId: null,
    isDemo: true,
    grants: [{ role: 'GROUP_BOOKKEEPER', scopeId, path: node!.path, kind: 'UNIT', programme: 'HAMYAR' }],
  })
  await stage.become(keeper)
  const on = (day: string): Context => ({ actor, now: instantAt(day, '18:00'), requestId: 'demo', db })
  for (const [kind, day, thousands] of LINES)
    await addEntry(on(day), { groupId, kind, day, amount: String(thousands * 1000) })
  await shareTotals(on('2024-07-02'), { groupId, kinds: ['SALE', 'COST', 'SAVING'] })
}
