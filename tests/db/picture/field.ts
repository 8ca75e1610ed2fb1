import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { identifyVolunteer } from '@/db/commands/associations/identify-volunteer'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { contextOf } from '@/tests/support/actors'
import { type Staff, staff } from '@/tests/support/factories'
import {
  type Association,
  type AssociationField,
  established,
  worker as volunteerOffice,
} from '../associations/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { freshId, type HamyarField, makeGroup, openHamyar, woman, worker } from '../hamyar/field'

/** One province with a group of the plan, a hamyar group and an association in one county, and whoever works for each. */
export type PictureField = HamyarField & {
  loaded: Loaded
  director: Staff
  auditor: Staff
  charity: Staff
  facilitator: Staff
  plan: { runId: string; cohortId: string; scope: number; code: string }
  group: Awaited<ReturnType<typeof makeGroup>>
  associations: AssociationField
  association: Association
  /** Somebody who works for the plan and for the hamyar groups. */
  both: Staff
}

const RUN_DAY = '2024-05-11'

async function cohort(sql: Sql, f: HamyarField) {
  const tag = randomUUID().slice(0, 8)
  const [unit] = await sql`insert into app.scope (parent_id, kind, programme, path, label)
    values (${f.here.scope}, 'UNIT', 'RESILIENCE', '{}', ${tag}) returning id`
  await sql`update app.scope s set path = (select path from app.scope where id = ${f.here.scope}) || s.id where id = ${unit!.id}`
  const [home] =
    await sql`insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
    values ('NEIGHBOURHOOD', ${f.here.id}, ${f.provinceId}, ${f.here.scope}, ${tag}, 'محلهٔ نارون', 'Narvan', 'محلهنارون') returning id`
  const [run] =
    await sql`insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, status, pinned_now)
    values (${f.provinceScope}, ${f.provinceId}, ${`RUN-${tag}`}, 'دورهٔ آزمون', 'Test run', ${RUN_DAY}, '2024-12-31', 'STEP2_RUNNING',
      '2024-06-01T12:00:00Z') returning id`
  const [made] =
    await sql`insert into app.cohort (scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status)
    values (${unit!.id}, ${run!.id}, ${home!.id}, ${f.here.id}, ${`C-${tag.toUpperCase()}`}, 25, 3600, 'READY') returning id`
  return {
    runId: run!.id as string,
    cohortId: made!.id as string,
    scope: unit!.id as number,
    code: `C-${tag.toUpperCase()}`,
  }
}

export async function openPicture(): Promise<PictureField> {
  const loaded = await loadedDatabase('none')
  const hamyar = await openHamyar(loaded)
  const { sql, provinceScope, here } = hamyar
  const plan = await cohort(sql, hamyar)
  const only = async (role: string, at: number, programme: string | null, name = role) => {
    const made = await staff(sql, role, at, name)
    await sql`update app.user_grant set programme = ${programme} where user_id = ${made.userId}`
    return made
  }
  const county = {
    ...here,
    name: 'شهرستان ما',
    officer: await volunteerOffice(sql, 'CULTURAL_OFFICER', here.scope),
  }
  const associations = {
    ...hamyar,
    officer: await volunteerOffice(sql, 'ASSOCIATION_OFFICER', provinceScope),
    here: county,
    there: county,
    far: county,
  } as AssociationField
  const both = await only('WELFARE_OFFICER', provinceScope, 'HAMYAR', 'هر دو')
  await sql`insert into app.user_grant (user_id, role, scope_id, programme) values (${both.userId}, 'PROVINCE_OFFICER', ${provinceScope}, 'RESILIENCE')`
  // A change of roles signs somebody out.
  await sql`update app.auth_session set ended_at = null, end_reason = null where user_id = ${both.userId}`
  return {
    ...hamyar,
    loaded,
    plan,
    director: await only('PROVINCE_DIRECTOR', provinceScope, 'RESILIENCE', 'مدیرکل'),
    auditor: await only('AUDITOR', provinceScope, null),
    charity: await only('CHARITY_OFFICER', provinceScope, 'CHARITY'),
    facilitator: await only('FACILITATOR', plan.scope, 'RESILIENCE'),
    group: await makeGroup(hamyar, here),
    associations,
    association: await established(associations, county),
    both,
  }
}

/** One woman in the plan, in a hamyar group and in an association: typed three times, by three people who do not know of each other. */
export async function threefold(f: PictureField, nationalId = freshId()) {
  const her = woman(f.here, { nationalId })
  const [memberId] = await f.group.add([her])
  const { enrolled } = await enrolPeople(await contextOf(f.facilitator), {
    runId: f.plan.runId,
    registeredOn: RUN_DAY,
    people: [
      {
        cohortId: f.plan.cohortId,
        first: her.first,
        last: her.last,
        father: 'علی',
        nationalId,
        noNationalIdReason: null,
        birthYear: 1369,
        birthIso: '1990-05-01',
        mobile: null,
        education: null,
        isHead: true,
        sex: 'F',
        consent: true,
      },
    ],
  })
  const name = `${her.first} ${her.last} ${nationalId.slice(-4)}`
  const { volunteerId } = await f.association.volunteer(name)
  await identifyVolunteer(await contextOf(f.association.coordinator), {
    volunteerId,
    nationalId,
    consent: true,
  })
  const [person] = await f.sql`select person_id as id from app.hamyar_member where id = ${memberId!}`
  return {
    memberId: memberId!,
    enrolmentId: enrolled[0]!.enrolmentId,
    volunteerId,
    personId: person!.id as string,
    nationalId,
  }
}
export { worker }
