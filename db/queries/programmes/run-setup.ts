import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { FacilitatorState } from '@/lib/programmes/facilitator'
import { type RunWarning, runWarnings, totalReadAsEach } from '@/lib/programmes/run'
import type { Audience } from '@/lib/programmes/set-up'
import type { RuleValues } from '@/lib/rules/registry'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'
import { type CohortLine, cohortsOf } from './cohorts'
import { instantOf, type RunLine } from './run-line'
import { type TargetRule, targetRules } from './target-rules'

export type FacilitatorLine = {
  facilitatorId: string
  name: string | null
  organisationFa: string
  status: FacilitatorState
  trainingMinutes: number
  certificateNo: string | null
  hasAccount: boolean
  version: number
  leads: string | null
}
export type NamedPlace = { id: string; fa: string; en: string }
export type Basis = {
  id: string
  fa: string
  en: string
  source: string
  validFrom: string | null
  validTo: string | null
}
export type RunSetup = {
  version: number
  letterNo: string | null
  letterDate: string | null
  audience: Audience
  classId: string | null
  classSessions: number
  classMinutes: number
  cohorts: CohortLine[]
  facilitators: FacilitatorLine[]
  counties: NamedPlace[]
  organisations: { id: string; fa: string }[]
  legalBases: Basis[]
  /** Those the run does not rest on. */
  otherBases: Basis[]
  targetRules: TargetRule[]
  /** Earlier or other runs of the province, whose places may be copied. */
  otherRuns: { runId: string; code: string; fa: string; en: string }[]
  trap: 'TIMES' | 'ONE' | null
  targets: {
    counties: number
    neighbourhoods: number
    facilitators: number
    participants: number
    cohortMinutes: number
    facilitatorMinutes: number
  }
  warnings: RunWarning[]
}

/** Everything the set-up page of a run shows. */
export async function runSetup(db: Reader, scope: Scope, run: RunLine): Promise<RunSetup | null> {
  const [head] = await db.execute<{
    version: number
    letterNo: string | null
    letterDate: string | null
    audience: Audience
    classId: string | null
    classSessions: number
    classMinutes: number
  }>(sql`
    select r.version, r.letter_no as "letterNo", r.letter_date::text as "letterDate", r.audience, t.id as "classId",
      coalesce(t.planned_minutes, 0) as "classMinutes",
      (select count(*)::int from app.session s where s.class_id = t.id and s.status <> 'CANCELLED') as "classSessions"
    from app.run r left join app.training_class t on t.run_id = r.id where r.id = ${run.runId} order by t.id limit 1`)
  if (!head) return null
  const rules = await rulesOf(db, run.runId, instantOf(run))
  const cohorts = await cohortsOf(db, scope, run.runId)
  const planned = await db.execute<{ targetSize: number; placeId: string; countyId: string }>(sql`
    select target_size as "targetSize", place_id as "placeId", county_id as "countyId" from app.cohort
    where run_id = ${run.runId} and status <> 'CANCELLED'`)
  const bases = await db.execute<Basis & { attached: boolean }>(sql`
    select b.id, b.title_fa as fa, b.title_en as en, b.source, b.valid_from::text as "validFrom", b.valid_to::text as "validTo",
      exists (select from app.run_legal_basis x where x.run_id = ${run.runId} and x.legal_basis_id = b.id) as attached
    from app.legal_basis b where b.province_id is null or b.province_id = ${run.provinceId} order by b.code`)
  const legalBases = bases.filter((one) => one.attached)
  const otherRuns = await db.execute<RunSetup['otherRuns'][number]>(sql`
    select r.id as "runId", r.code, r.name_fa as fa, r.name_en as en from app.run r
    where r.province_id = ${run.provinceId} and r.id <> ${run.runId} and exists (select from app.cohort c where c.run_id = r.id)
    order by r.start_date desc, r.code`)
  const targets = targetsOf(rules)
  return {
    ...head,
    cohorts,
    facilitators: await facilitatorsOf(db, run.runId),
    counties: await countiesOf(db, scope, run.provinceId),
    organisations: await organisationsOf(db),
    legalBases,
    otherBases: bases.filter((one) => !one.attached),
    targetRules: await targetRules(db, run.runId, instantOf(run)),
    otherRuns: [...otherRuns],
    trap: totalReadAsEach({ cohorts: [...planned], targets }),
    targets,
    warnings: runWarnings({
      startDay: run.startDate,
      cohorts: [...planned],
      legalBases: legalBases.map(({ fa, validTo }) => ({ title: fa, validTo })),
      targets,
    }),
  }
}

export function targetsOf(rules: RuleValues): RunSetup['targets'] {
  return {
    counties: rules.COUNTY_TARGET,
    neighbourhoods: rules.NEIGHBOURHOOD_TARGET,
    facilitators: rules.FACILITATOR_TARGET,
    participants: rules.PARTICIPANT_TARGET,
    cohortMinutes: rules.COHORT_MINUTES,
    facilitatorMinutes: rules.FAC_TRAINING_MINUTES,
  }
}

async function facilitatorsOf(db: Reader, runId: string): Promise<FacilitatorLine[]> {
  const rows = await db.execute<FacilitatorLine>(sql`
    select f.id as "facilitatorId", p.first_name || ' ' || p.last_name as name, o.name_fa as "organisationFa", f.status,
      f.training_minutes as "trainingMinutes", f.certificate_no as "certificateNo", f.user_id is not null as "hasAccount", f.version,
      (select string_agg(pl.name_fa, '، ' order by pl.name_fa) from app.cohort_facilitator cf join app.cohort c on c.id = cf.cohort_id
        join app.place pl on pl.id = c.place_id where cf.facilitator_id = f.id and cf.to_day is null) as leads
    from app.facilitator f join app.organisation o on o.id = f.organisation_id left join app.person p on p.id = f.person_id
    where f.run_id = ${runId} order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu"`)
  return [...rows]
}

export async function countiesOf(db: Reader, _scope: Scope, provinceId: string): Promise<NamedPlace[]> {
  const rows = await db.execute<NamedPlace>(sql`
    select id, name_fa as fa, name_en as en from app.place where province_id = ${provinceId} and kind = 'COUNTY' order by name_fa collate "fa-x-icu"`)
  return [...rows]
}

async function organisationsOf(db: Reader) {
  const rows = await db.execute<{ id: string; fa: string }>(
    sql`select id, name_fa as fa from app.organisation order by name_fa collate "fa-x-icu" limit 500`,
  )
  return [...rows]
}

const asIds = (ids: readonly string[]) => `{${ids.join(',')}}`

export type RunStart = {
  provinces: NamedPlace[]
  legalBases: { id: string; fa: string; en: string; source: string; validTo: string | null }[]
  targets: RunSetup['targets']
}

/** What a new run begins with: the provinces where the asker runs things, the legal bases, the targets of the rules. */
export async function runStart(db: Reader, _scope: Scope, now: Date): Promise<RunStart> {
  const provinces = await db.execute<NamedPlace>(sql`
    select id, name_fa as fa, name_en as en from app.place
    where kind = 'PROVINCE' and scope_id = any((select app.my_scope('run'))::int[]) order by name_fa collate "fa-x-icu"`)
  const bases = await db.execute<RunStart['legalBases'][number]>(sql`
    select id, title_fa as fa, title_en as en, source, valid_to::text as "validTo" from app.legal_basis
    where province_id is null or province_id = any(${asIds(provinces.map(({ id }) => id))}::uuid[]) order by code`)
  return {
    provinces: [...provinces],
    legalBases: [...bases],
    targets: targetsOf(await rulesOf(db, null, now)),
  }
}
