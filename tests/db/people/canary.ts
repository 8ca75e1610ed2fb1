import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { tablesOf } from '@/db/backup/catalogue'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { nationalIdHash } from '@/db/vault'
import { type Field, RUN_START, somebody } from './field'

const FIRST = 'کاناریه'
const LAST = 'پرنده‌پور'
const FATHER = 'قفس‌علی'
const GUARDIAN = 'ولی‌قناری'
const NID_AT = 4321
const MOBILE = '9145550123'
/** Her name and number as others type them: another keyboard, the family name first, spaces where a half-space belongs. */
const OTHERWISE = ['كاناريه پرنده پور', 'پرندهپور، کاناریه', '0914 555 0123', '۰۹۱۴-۵۵۵-۰۱۲۳']
/** A word that stands for whatever was sealed, uploaded or said of her. */
const HERS = 'canary-of-hers'

export type Planted = { personId: string; sessionId: string; name: string; canaries: string[] }

/**
 * A woman with a word of her own in every field of the database that may hold something of her: enrolled by the command, and then
 * wherever the programmes meet her. Whoever makes a new place for something personal plants it here.
 */
export async function plant(field: Field): Promise<Planted> {
  const { owner: sql, runId, provinceId, provinceScope } = field
  const [cohort] = field.cohorts
  const { cohortId, scopeId } = cohort!
  const woman = somebody(cohortId, NID_AT, {
    first: FIRST,
    last: LAST,
    father: FATHER,
    mobile: `+98${MOBILE}`,
    birthIso: '1991-06-17',
  })
  const { enrolled } = await enrolPeople(field.officer, {
    runId,
    registeredOn: RUN_START,
    people: [woman, somebody(cohortId, 17)],
  })
  const { personId, enrolmentId } = enrolled[0]!
  const other = enrolled[1]!.personId
  const name = `${FIRST} ${LAST}`
  const said = `با ${name} (کد ${woman.nationalId}، تلفن ۰۹۱۴۵۵۵۰۱۲۳) گفت‌وگو شد`
  const otherwise = `و با ${OTHERWISE.join(' یا ')}`
  const me = field.officer.actor.userId
  const [county] =
    await sql`select c.county_id as id, k.scope_id as at from app.cohort c join app.place k on k.id = c.county_id where c.id = ${cohortId}`
  const unit = async (programme: string) => {
    const [above] = await sql`select path from app.scope where id = ${county!.at}`
    const [made] = await sql`insert into app.scope (parent_id, kind, programme, path, label)
      values (${county!.at}, 'UNIT', ${programme}, '{}', ${programme}) returning id`
    await sql`update app.scope set path = ${[...above!.path, made!.id]} where id = ${made!.id}`
    return made!.id as number
  }

  // In the plan: her place, a session with its sheet, what was said of it, what a phone sent, a guest of her name.
  const sessionId = randomUUID()
  await sql`insert into app.consent (scope_id, person_id, purpose, state, text_version, taken_at, guardian_name, guardian_relation)
    values (${scopeId}, ${personId}, 'GUARDIAN', 'DECLARED', 'x', now(), ${GUARDIAN}, ${HERS})`
  await sql`update app.person set no_national_id_reason = ${HERS} where id = ${personId}`
  await sql`update app.enrolment set symbol = 'BIRD', colour = 'YELLOW' where id = ${enrolmentId}`
  await sql`insert into app.session (id, scope_id, run_id, cohort_id, seq, day, starts_at, planned_minutes, net_minutes, status, note, topic, mismatch,
      n_rows, n_present, credited_minutes)
    values (${sessionId}, ${scopeId}, ${runId}, ${cohortId}, 1, '2026-10-03', '2026-10-03T06:00:00Z', 120, 120, 'APPROVED', ${said}, ${otherwise}, ${said}, 1, 1, 120)`
  await sql`insert into app.attendance (session_id, person_id, scope_id, code, credited_minutes, reason)
    values (${sessionId}, ${personId}, ${scopeId}, 1, 120, ${HERS})`
  await sql`update app.enrolment set credited_minutes = 120 where id = ${enrolmentId}`
  const opId = randomUUID()
  await sql`insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id)
    values (${opId}, ${scopeId}, ${sessionId}, ${personId}, 'mark', ${sql.json({ code: 'PRESENT', reason: HERS })}, ${me})`
  await sql`insert into app.operation_text (op_id, scope_id, session_id, words) values (${opId}, ${scopeId}, ${sessionId}, ${sql.json({ note: said })})`
  await sql`insert into app.sheet_review (scope_id, session_id, decision, reason, decided_by) values (${scopeId}, ${sessionId}, 'APPROVED', ${said}, ${me})`
  await sql`insert into app.session_guest (scope_id, session_id, name, person_id, resolution, resolved_at) values (${scopeId}, ${sessionId}, ${HERS}, ${personId}, 'ENROLLED', now())`
  await sql`insert into app.task (scope_id, run_id, kind, cohort_id, enrolment_id, note) values (${scopeId}, ${runId}, 'ABSENCES', ${cohortId}, ${enrolmentId}, ${`${HERS} ${said}`})`
  await sql`insert into app.file (scope_id, session_id, kind, name, mime, size, digest, sealed, created_by)
    values (${scopeId}, ${sessionId}, 'SHEET', ${HERS}, 'image/jpeg', 9, '\\x00', ${HERS}, ${me})`
  await sql`insert into app.import_draft (scope_id, run_id, kind, file_name, sealed, created_by) values (${scopeId}, ${runId}, 'ROSTER', ${HERS}, ${HERS}, ${me})`
  await sql`insert into app.community_record (scope_id, run_id, cohort_id, kind, day, what, former, participants, created_by)
    values (${scopeId}, ${runId}, ${cohortId}, 'MEETING', '2026-10-04', ${otherwise}, ${sql.json([{ what: otherwise, day: '2026-10-04', of: [said, 9145550123, 3] }])}, 9, ${me})`
  await sql`insert into app.quality_settlement (scope_id, run_id, kind, subject, facts, finding, note, settled_by)
    values (${county!.at}, ${runId}, 'ALL_PRESENT', ${sessionId}, 'x', 'IN_ORDER', ${said}, ${me})`
  await sql`insert into app.duplicate_case (scope_id, person_id, other_id, status, decision, reason, decided_by, decided_at)
    values (${provinceScope}, ${personId}, ${other}, 'DECIDED', 'DIFFERENT', ${HERS}, ${me}, now())`

  // An account and a phone of hers, a facilitator's record that ended.
  const [account] =
    await sql`insert into app.user_account (scope_id, display_name, person_id) values (${county!.at}, ${name}, ${personId}) returning id`
  await sql`insert into app.user_login (handle, kind, user_id) values (${`${HERS}@example.ir`}, 'EMAIL', ${account!.id})`
  const [device] =
    await sql`insert into app.device (scope_id, user_id, public_key, name) values (${county!.at}, ${account!.id}, '{}', ${HERS}) returning id`
  await sql`insert into app.device_secret (device_id, user_id, sealed) values (${device!.id}, ${account!.id}, ${HERS})`
  const [batch] =
    await sql`insert into app.sync_batch (scope_id, batch, device_id, user_id, seq, digest, sound, sent_at, ops, answer)
    values (${county!.at}, ${randomUUID()}, ${device!.id}, ${account!.id}, 1, '\\x01', true, now(), '{}', '{}') returning id`
  await sql`insert into app.quarantine (scope_id, batch_id, op_id, session_id, device_id, user_id, sound, kind, sealed, code, claimed_at, state, decided_by, decided_at, reason)
    values (${scopeId}, ${batch!.id}, ${randomUUID()}, ${sessionId}, ${device!.id}, ${account!.id}, true, 'guest', ${HERS}, 'E-SYN-02', now(), 'LAID_ASIDE', ${me}, now(), ${said})`
  const [organisation] =
    await sql`insert into app.organisation (scope_id, name_fa, fold, kind) values (${county!.at}, 'مردم‌نهاد', 'x', 'NGO') returning id`
  await sql`insert into app.facilitator (scope_id, run_id, person_id, organisation_id, status, end_reason, ended_on)
    values (${county!.at}, ${runId}, ${personId}, ${organisation!.id}, 'WITHDRAWN', ${HERS}, '2026-10-01')`

  // Her card and a wish to be called; another programme that she was referred to; a need that concerns her.
  const respondent = randomUUID()
  const [wave] =
    await sql`insert into app.assessment_wave (scope_id, run_id, kind, instruments, opens_on, closes_on, opened_by, opened_at)
    values (${provinceScope}, ${runId}, 'BASELINE', '{WHO5}', '2026-09-27', '2026-10-20', ${me}, now()) returning id`
  await sql`insert into app.respondent_link (respondent_key, scope_id, run_id, person_id, code_hash, issued_at) values (${respondent}, ${provinceScope}, ${runId}, ${personId}, ${HERS}, now())`
  await sql`insert into app.survey_consent (respondent_key, scope_id, text_version, how, taken_at) values (${respondent}, ${provinceScope}, 'x', 'SCREEN', now())`
  await sql`insert into app.referral (id, scope_id, wave_id, respondent_key, reason, province_id, reach_sealed, offered_on)
    values (${randomUUID()}, ${scopeId}, ${wave!.id}, ${respondent}, 'LOW_WELLBEING', ${provinceId}, ${HERS}, '2026-10-03')`
  await sql`insert into app.programme_referral (scope_id, province_id, from_scope, programme, person_id, made_by, consent_how, consent_on, reach_sealed)
    values (${county!.at}, ${provinceId}, ${scopeId}, 'CHARITY', ${personId}, ${me}, 'SAID', '2026-10-03', ${HERS})`
  const [need] =
    await sql`insert into app.charity_need (scope_id, province_id, county_id, code, domain, title_fa, is_new, priority, identified_on, people_count, created_by)
    values (${county!.at}, ${provinceId}, ${county!.id}, 'N-1', 'ELDERLY', 'نیاز', true, 'NORMAL', '2026-10-01', 9, ${me}) returning id`
  await sql`insert into app.charity_need_person (scope_id, need_id, person_id, linked_by) values (${county!.at}, ${need!.id}, ${personId}, ${me})`

  // A hamyar group she has left, an association she served in.
  const [consent] = await sql`select consent_id as id from app.enrolment where id = ${enrolmentId}`
  const hamyar = await unit('HAMYAR')
  const [group] =
    await sql`insert into app.hamyar_group (scope_id, province_id, county_id, code, name_fa, fold, trade_id, activity_kind, rule_set_id, worker_id, created_by)
    select ${hamyar}, ${provinceId}, ${county!.id}, 'HG-1', 'گروه', 'x', (select id from app.hamyar_trade limit 1), 'PRODUCTION',
      (select id from app.hamyar_rule_set limit 1), ${me}, ${me} returning id`
  const [member] =
    await sql`insert into app.hamyar_member (scope_id, group_id, person_id, consent_id, category, is_literate, is_covered, able_to_work, home_county_id, age_at_join,
      joined_on, left_on, leave_reason)
    values (${hamyar}, ${group!.id}, ${personId}, ${consent!.id}, 'WOMAN_HEAD', true, true, true, ${county!.id}, 34, '2026-09-27', '2026-10-05', 'WORK') returning id`
  await sql`insert into app.hamyar_certificate (scope_id, group_id, member_id, title, issuer, issued_on, recorded_by)
    values (${hamyar}, ${group!.id}, ${member!.id}, ${HERS}, ${HERS}, '2026-10-01', ${me})`
  await sql`insert into app.hamyar_support (scope_id, group_id, member_id, kind, form, what, asked_on, answer, answered_on, made_by)
    values (${hamyar}, ${group!.id}, ${member!.id}, 'MORAL', 'LEGAL', ${HERS}, '2026-10-01', 'DECLINED', '2026-10-02', ${me})`
  await sql`insert into app.hamyar_step (scope_id, group_id, act, to_status, reason, made_by) values (${hamyar}, ${group!.id}, 'PROPOSE', 'PROPOSED', ${said}, ${me})`
  const association = await unit('ASSOCIATION')
  const [club] =
    await sql`insert into app.association (scope_id, province_id, county_id, code, name_fa, fold, capacity_group, begun_on, created_by)
    values (${association}, ${provinceId}, ${county!.id}, 'SA-1', 'انجمن', 'x', 'OTHER', '2026-09-01', ${me}) returning id`
  const [volunteer] =
    await sql`insert into app.association_volunteer (scope_id, association_id, name, fold, role, consent_on, joined_on, left_on, entered_by)
    values (${association}, ${club!.id}, ${name}, ${HERS}, 'CARE', '2026-09-02', '2026-09-02', '2026-10-05', ${me}) returning id`
  const hash = nationalIdHash(provinceId, woman.nationalId)
  await sql`insert into app.association_identity (volunteer_id, scope_id, province_id, national_id_hash, consent_on, entered_by)
    values (${volunteer!.id}, ${association}, ${provinceId}, ${hash}, '2026-09-02', ${me})`
  await sql`insert into app.association_card (volunteer_id, scope_id, code_hash, given_by) values (${volunteer!.id}, ${association}, ${HERS}, ${me})`
  return {
    personId,
    sessionId,
    name,
    canaries: [
      FIRST,
      LAST,
      FATHER,
      GUARDIAN,
      HERS,
      woman.nationalId,
      MOBILE,
      '۹۱۴۵۵۵۰۱۲۳',
      ...OTHERWISE,
      hash.toString('hex'),
      '1991-06-17',
    ],
  }
}

/** Every table in whose rows one of the words stands, whatever its columns are. */
export async function tablesWith(sql: Sql, canaries: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const { name } of await tablesOf(sql)) {
    const [row] = await sql.unsafe(
      `select exists (select from ${name} t where exists (select from unnest($1::text[]) w where position(w in t::text) > 0)) as found`,
      [canaries as string[]],
    )
    if (row!.found) found.push(name)
  }
  return found
}
