import { sql } from 'drizzle-orm'
import { addPlace } from '@/db/commands/neighbourhoods/add-place'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { addBudgetLine } from '@/db/commands/programmes/budget'
import { createRun } from '@/db/commands/programmes/create-run'
import { setOfficeContact } from '@/db/commands/releases/set-office-contact'
import { foldText } from '@/lib/shared/persian-text'
import { DEMO_PROVINCE } from './accounts'
import { DAYS } from './calendar'
import { ORGANISATIONS } from './people'
import { DEMO_COUNTIES, DEMO_PLACES, type DemoPlace } from './places'
import { demoServices } from './services'
import type { Stage } from './stage'

/** A contact that is plainly nobody's. */
export const CONTACT = {
  nameFa: 'ادارهٔ کل امور زنان و خانواده، استانداری آذربایجان غربی',
  nameEn: 'Women and Family Affairs, West Azerbaijan Governor-General’s office',
  phone: '044-00000000',
  email: 'contact@demo.tabavar.local',
  hoursFa: 'شنبه تا چهارشنبه، ۸ تا ۱۴',
  hoursEn: 'Saturday to Wednesday, 8 to 14',
}

export type DemoCohort = {
  place: DemoPlace
  cohortId: string
  scopeId: number
  countyId: string
}
export type SetUp = {
  classId: string
  classScopeId: number
  provinceId: string
  cohorts: DemoCohort[]
  organisations: string[]
}

/** The run with its neighbourhoods, cohorts and organisations, approved by the director. */
export async function setUp(stage: Stage): Promise<SetUp> {
  const { db, cast } = stage
  await stage.become(cast.system.userId)
  const places = await db.execute<{ id: string; code: string; kind: string; scopeId: number }>(sql`
    select c.id, c.code, c.kind, c.scope_id as "scopeId" from app.place p join app.place c on c.province_id = p.id
    where p.kind = 'PROVINCE' and p.code = ${DEMO_PROVINCE} and c.kind in ('PROVINCE', 'COUNTY')`)
  const province = places.find((place) => place.kind === 'PROVINCE')!
  const county = (code: string) => places.find((place) => place.kind === 'COUNTY' && place.code === code)!
  const bases = await db.execute<{ id: string }>(sql`select id from app.legal_basis order by code`)
  const made = await createRun(await stage.as(cast.system), {
    provinceId: province.id,
    code: 'WA-1403-DEMO',
    nameFa: 'دورهٔ نمایشی ۱۴۰۳ آذربایجان غربی',
    nameEn: 'West Azerbaijan 1403, demonstration run',
    startDate: DAYS.runStart,
    endDate: DAYS.runEnd,
    legalBasisIds: bases.map(({ id }) => id),
    demo: { pinnedNow: stage.now.toISOString() },
  })
  stage.runId = made.runId
  await db.execute(
    sql`update app.training_class set trainer_name = 'مدرس کارگاه (نمایشی)' where id = ${made.classId}`,
  )
  const cohorts: DemoCohort[] = []
  const officer = await stage.as(cast.officer)
  for (const place of DEMO_PLACES) {
    const { id: countyId } = county(place.county)
    const { nameFa, nameEn, setting, zone } = place
    const { placeId } = await addPlace(officer, { countyId, nameFa, nameEn, setting, zone })
    await db.execute(sql`update app.place set code = ${place.code} where id = ${placeId}`)
    const cohort = await addCohort(officer, { runId: made.runId, placeId })
    cohorts.push({ place, countyId, cohortId: cohort.cohortId, scopeId: cohort.scopeId })
  }
  await demoServices(stage, [...new Set(cohorts.map(({ countyId }) => countyId))])
  const organisations: string[] = []
  for (const [i, name] of ORGANISATIONS.entries()) {
    const home = county(DEMO_COUNTIES[i]!)
    const [row] = await db.execute<{ id: string }>(sql`
      insert into app.organisation (scope_id, name_fa, fold, kind, county_id)
      values (${home.scopeId}, ${name}, ${foldText(name)}, 'SOCIAL_ORG', ${home.id}) returning id`)
    organisations.push(row!.id)
  }
  const director = await stage.as(cast.director)
  await setOfficeContact(director, { runId: made.runId, ...CONTACT })
  await approveRun(director, {
    runId: made.runId,
    acknowledged: ['W-RUN-05'],
    letterNo: '۱۴۰۳/۱۱۲ نمایشی',
    letterDate: DAYS.setUp,
  })
  await addBudgetLine(director, {
    runId: made.runId,
    kind: 'BUDGET',
    day: DAYS.setUp,
    amountRial: 12_000_000_000,
    title: 'اعتبار دوره (نمایشی)',
    letterNo: '۱۴۰۳/۱۱۳ نمایشی',
  })
  return {
    classId: made.classId,
    classScopeId: made.classScopeId,
    provinceId: province.id,
    cohorts,
    organisations,
  }
}
