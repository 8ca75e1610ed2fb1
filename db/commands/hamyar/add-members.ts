import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { scopeOf } from '@/lib/access/actor'
import { ageFits } from '@/lib/hamyar/compliance'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import type { RuleSet } from '@/lib/hamyar/rule-set'
import { AddMembers, type NewMember } from '@/lib/hamyar/schema'
import { uuidV7 } from '@/lib/shared/id'
import { ageOn, jalaliYearOf } from '@/lib/shared/jalali'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import type { GroupRow } from '../../queries/hamyar/group-facts'
import { knownWomen, objectionToWoman } from '../../queries/hamyar/known-women'
import { type AskedPerson, askedPerson } from '../../queries/people/asked-people'
import { authorise, type Context, inTransaction } from '../../transaction'
import { openCases } from '../people/enrol-people'
import { CONSENT_TEXT, identityOf, insertIdentities } from '../people/write-people'
import { judgeAgain } from './judge-again'
import { lockGroup, wayFactsOf } from './load-group'

type Woman = z.output<typeof NewMember>
type Entering = { woman: Woman; asked: AskedPerson; age: number }

/**
 * Women join a group: all of them or none. Size, literacy and cover are judged afterwards and never lose the write; refused
 * are an age no rule set of the group takes (E-HG-03), another province (E-HG-25), and whoever is in a group already (E-HG-07, or
 * E-ENR-00 and a case for the office's desk where that is not the asker's to know).
 */
export async function addMembers(ctx: Context, input: AddMembers): Promise<{ memberIds: string[] }> {
  const { groupId, members } = AddMembers.parse(input)
  const outcome = await neutral(
    inTransaction(ctx, async (db) => {
      const group = await lockGroup(db, ctx, groupId)
      authorise(ctx.actor, 'enrol', group)
      if (!OPEN_STATES.includes(group.state)) throw new AppError('E-HG-30')
      const { rules } = await wayFactsOf(db, ctx, group)
      await checkCounties(db, group, members)
      const entering = members.map((woman, n) => entry(woman, n, group, rules, tehranDay(ctx.now)))
      const known = await knownWomen(
        db,
        scopeOf(ctx.actor),
        entering.map(({ asked }) => asked),
      )
      const against = known.map((one, n) => objectionToWoman(one, members[n]!))
      const secret = entering.filter((_, n) => against[n]?.secret).map(({ asked }) => asked)
      if (secret.length > 0) await openCases(db, ctx, secret)
      const refusal = against.find((one) => one !== null)
      if (refusal) return { refusal }
      const written = await write(db, ctx, group, entering)
      const memberIds = written.map(({ memberId }) => memberId)
      const doubtful = entering.flatMap(({ asked }, n) =>
        known[n]!.byName === 'known' ? [{ ...asked, person: written[n]!.personId }] : [],
      )
      if (doubtful.length > 0) await openCases(db, ctx, doubtful)
      await audit(db, ctx, {
        action: 'hamyar.join',
        entity: 'hamyar_group',
        entityId: groupId,
        scopeId: group.scopeId,
        after: { count: written.length, members: memberIds },
      })
      await judgeAgain(db, ctx, groupId, { membersChanged: true })
      return { memberIds }
    }),
  )
  // Thrown outside, so that the case for the office's desk stays while nothing else was written.
  if ('refusal' in outcome && outcome.refusal)
    throw new AppError(outcome.refusal.code, outcome.refusal.values)
  return { memberIds: outcome.memberIds ?? [] }
}

/** Two who type her at the same moment meet in a constraint, which must not say more than the look-up would have. */
async function neutral<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && ['E-HG-07', 'E-ENR-01'].includes(error.code) && !error.values)
      throw new AppError('E-ENR-00')
    throw error
  }
}

/** E-HG-25: a county of another province. */
async function checkCounties(db: Db, group: GroupRow, members: readonly Woman[]): Promise<void> {
  const ids = JSON.stringify([...new Set(members.map(({ homeCountyId }) => homeCountyId))])
  const [row] = await db.execute<{ strange: boolean }>(sql`
    select exists (select from jsonb_array_elements_text(${ids}::jsonb) v left join app.place c on c.id = v::uuid and c.kind = 'COUNTY'
      where c.province_id is distinct from ${group.provinceId}::uuid) as strange`)
  if (row?.strange) throw new AppError('E-HG-25')
}

function entry(woman: Woman, n: number, group: GroupRow, rules: RuleSet, today: string): Entering {
  if (woman.joinedOn > today) throw new AppError('E-HG-26')
  if (woman.birthIso > woman.joinedOn) throw new AppError('E-PER-04')
  const age = ageOn(woman.birthIso, woman.joinedOn)
  if (!ageFits(age, rules)) throw new AppError('E-HG-03', { min: rules.minAge, max: rules.maxAge })
  const person = { ...woman, father: woman.father ?? null, cohortId: group.groupId }
  return {
    woman,
    age,
    asked: askedPerson(n, { ...person, birthYear: jalaliYearOf(woman.birthIso) }, group.provinceId),
  }
}

async function write(
  db: Db,
  ctx: Context,
  group: GroupRow,
  entering: readonly Entering[],
): Promise<{ memberId: string; personId: string }[]> {
  const newId = () => uuidV7(ctx.now.getTime(), randomBytes(16))
  const held = await db.execute<{ n: number; person_id: string }>(
    sql`select n, person_id from app.hold_people(${JSON.stringify(entering.map(({ asked }) => asked))}::jsonb)`,
  )
  const known = new Map([...held].map(({ n, person_id }) => [n, person_id]))
  const rows = entering.map(({ woman, age, asked }) => ({
    member: newId(),
    consent: newId(),
    person: known.get(asked.n) ?? newId(),
    fresh: !known.has(asked.n),
    woman,
    age,
    asked,
  }))
  await insertIdentities(
    db,
    rows
      .filter(({ fresh }) => fresh)
      .map(({ person, woman, asked }) =>
        identityOf(
          {
            cohortId: group.groupId,
            first: woman.first,
            last: woman.last,
            father: woman.father ?? null,
            nationalId: woman.nationalId,
            noNationalIdReason: null,
            birthYear: jalaliYearOf(woman.birthIso),
            birthIso: woman.birthIso,
            mobile: null,
            education: null,
            isHead: woman.category === 'WOMAN_HEAD',
            sex: 'F',
          },
          asked,
          person,
          { provinceId: group.provinceId, scopeId: group.scopeId, placeId: woman.homeCountyId },
        ),
      ),
  )
  const all = JSON.stringify(
    rows.map(({ member, consent, person, age, woman }) => ({ ...woman, member, consent, person, age })),
  )
  await db.execute(sql`
    insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at, taken_by)
    select x.consent, ${group.scopeId}, x.person, 'REGISTER', 'DECLARED', ${CONSENT_TEXT}, ${ctx.now.toISOString()}::timestamptz, app.me()
    from jsonb_to_recordset(${all}::jsonb) as x (consent uuid, person uuid)`)
  await db.execute(sql`
    insert into app.hamyar_member (id, scope_id, group_id, person_id, consent_id, category, is_literate, is_covered, able_to_work,
      home_county_id, age_at_join, employed, joined_on)
    select x.member, ${group.scopeId}, ${group.groupId}::uuid, x.person, x.consent, x.category, x."isLiterate", x."isCovered", x."ableToWork",
      x."homeCountyId", x.age, x.employed, x."joinedOn"
    from jsonb_to_recordset(${all}::jsonb) as x (member uuid, person uuid, consent uuid, category text, "isLiterate" bool, "isCovered" bool,
      "ableToWork" bool, "homeCountyId" uuid, age int, employed bool, "joinedOn" date)`)
  return rows.map(({ member, person }) => ({ memberId: member, personId: person }))
}
