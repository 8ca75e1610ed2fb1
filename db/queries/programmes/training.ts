import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { type FacilitatorState, trainingNeeded } from '@/lib/programmes/facilitator'
import type { SessionState } from '@/lib/workshops/codes'
import type { Reader } from '../../client'
import { rulesOf } from '../rules'
import { instantOf, type RunLine } from './run-line'

export type Trainee = {
  facilitatorId: string
  /** Null for who may see marks and no names. */
  name: string | null
  organisationFa: string
  countyId: string | null
  status: FacilitatorState
  trainingMinutes: number
  knowledgePre: number | null
  knowledgePost: number | null
  certificateNo: string | null
  certifiedOn: string | null
  endReason: string | null
  endedOn: string | null
  replacedBy: string | null
  leads: string | null
  version: number
}
export type ClassMeeting = {
  sessionId: string
  seq: number
  day: string
  status: SessionState
  attended: number
  rows: number
  moduleFa: string | null
  moduleEn: string | null
}
export type TrainingDesk = {
  classId: string | null
  titleFa: string | null
  trainer: string | null
  plannedMinutes: number
  neededMinutes: number
  share: number
  target: number
  maxCohorts: number
  people: Trainee[]
  meetings: ClassMeeting[]
}

/** Step 1 of a run: who was nominated by whom and how far each has come, and the meetings of the class. */
export async function trainingDesk(db: Reader, _scope: Scope, run: RunLine): Promise<TrainingDesk> {
  const [kept] = await db.execute<{
    classId: string
    titleFa: string
    trainer: string | null
    minutes: number
  }>(sql`
    select id as "classId", title_fa as "titleFa", trainer_name as trainer, planned_minutes as minutes
    from app.training_class where run_id = ${run.runId} order by id limit 1`)
  const people = await db.execute<Trainee>(sql`
    select f.id as "facilitatorId", p.first_name || ' ' || p.last_name as name, o.name_fa as "organisationFa", f.county_id as "countyId",
      f.status, f.training_minutes as "trainingMinutes", f.knowledge_pre as "knowledgePre", f.knowledge_post as "knowledgePost",
      f.certificate_no as "certificateNo", f.certified_on::text as "certifiedOn", f.end_reason as "endReason",
      f.ended_on::text as "endedOn", q.first_name || ' ' || q.last_name as "replacedBy", f.version,
      (select string_agg(pl.name_fa, '، ' order by pl.name_fa) from app.cohort_facilitator cf join app.cohort c on c.id = cf.cohort_id
        join app.place pl on pl.id = c.place_id where cf.facilitator_id = f.id and cf.to_day is null) as leads
    from app.facilitator f join app.organisation o on o.id = f.organisation_id left join app.person p on p.id = f.person_id
    left join app.facilitator n on n.id = f.replaced_by left join app.person q on q.id = n.person_id
    where f.run_id = ${run.runId}
    order by o.name_fa collate "fa-x-icu", p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", f.id`)
  const meetings = kept
    ? await db.execute<ClassMeeting>(sql`
        select s.id as "sessionId", s.seq, s.day::text as day, s.status, s.n_present + s.n_late + s.n_early as attended, s.n_rows as rows,
          m.title_fa as "moduleFa", m.title_en as "moduleEn"
        from app.session s left join app.module m on m.code = s.module_code where s.class_id = ${kept.classId} order by s.day, s.seq`)
    : []
  const rules = await rulesOf(db, run.runId, instantOf(run))
  return {
    classId: kept?.classId ?? null,
    titleFa: kept?.titleFa ?? null,
    trainer: kept?.trainer ?? null,
    plannedMinutes: kept?.minutes ?? rules.FAC_TRAINING_MINUTES,
    neededMinutes: trainingNeeded(rules),
    share: rules.COMPLETION_SHARE_FACILITATOR,
    target: rules.FACILITATOR_TARGET,
    maxCohorts: rules.FAC_MAX_COHORTS,
    people: [...people],
    meetings: [...meetings],
  }
}
