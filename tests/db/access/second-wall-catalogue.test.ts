import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '@/tests/support/database'
import { policyGaps } from './policy-gaps'

let database: FreshDatabase
let owner: Sql
let app: Sql
let pub: Sql
beforeAll(async () => {
  database = await freshDatabase()
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} })
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} })
  pub = postgres(database.publicUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end(), pub?.end()])
  await database?.drop()
})

/** Reference data that everybody reads and that holds nobody; `auth_throttle` and `index_key` are reached through functions only. */
const OPEN_TABLES = [
  'app.aim',
  'app.auth_throttle',
  'app.calendar_day',
  'app.holiday',
  'app.index_key',
  'app.module',
  'app.role_power',
  'app.scope',
]

/** What the application may do to each table besides reading. Everything not written here is refused by the grants. */
const WRITES: Record<string, string> = {
  'app.api_token': 'insert(expires_at,exports,hash,name,scope_id,user_id) update(revoked_at)',
  'app.assessment_wave': 'insert update(closed_at,closed_by,version)',
  'app.association': 'insert update',
  'app.association_activity': 'insert update(beneficiaries,reason,status,version)',
  'app.association_attendance': 'insert',
  'app.association_identity': 'insert delete',
  'app.association_meeting': 'insert update(decisions,version)',
  'app.association_move': 'insert',
  'app.association_observance': 'insert',
  'app.association_partner': 'insert update(until)',
  'app.association_query': 'update(outcome,settled_at,settled_by)',
  'app.association_question': 'insert update(answer,answered_by_level,answered_on)',
  'app.association_shift': 'insert update(struck_at,struck_by)',
  'app.association_step': 'insert update(undone_at,undone_by,undone_reason)',
  'app.association_volunteer': 'insert update(left_on,version)',
  'app.attendance': 'insert update delete',
  'app.auth_session': 'update(end_reason,ended_at)',
  'app.budget_line': 'insert update',
  'app.calendar_feed': 'insert update(ended_at)',
  'app.call_line': 'insert update',
  'app.call_sample': 'insert',
  'app.certificate': 'insert update',
  'app.charity_agreement': 'insert update',
  'app.charity_assessment': 'insert',
  'app.charity_capacity': 'insert update',
  'app.charity_card': 'insert update(code_hash,issued_at,issued_by)',
  'app.charity_complaint': 'insert update(answer_sealed,answered_on,state,taken_by,version)',
  'app.charity_delivery': 'insert update',
  'app.charity_document': 'insert update(removed_at,removed_by)',
  'app.charity_event': 'insert',
  'app.charity_meeting': 'insert',
  'app.charity_need': 'insert update',
  'app.charity_need_person': 'insert delete',
  'app.charity_offer': 'insert update',
  'app.charity_outcome': 'insert update',
  'app.charity_pledge': 'insert update(reason,receipt_no,settled_on,state,version)',
  'app.charity_promise': 'insert',
  'app.charity_provider': 'insert update',
  'app.charity_review': 'insert',
  'app.charity_service': 'insert update',
  'app.charity_step': 'insert',
  'app.cohort': 'insert update',
  'app.cohort_facilitator': 'insert update',
  'app.cohort_month': 'insert update',
  'app.community_fate': 'insert',
  'app.community_record': 'insert update',
  'app.consent': 'insert update',
  'app.device': 'insert update',
  'app.device_secret': 'insert',
  'app.digest_refusal': 'insert delete',
  'app.digest_sent': 'insert update(sent_at,state) delete',
  'app.duplicate_case': 'insert update',
  'app.enrolment': 'insert update',
  'app.facilitator': 'insert update',
  'app.facilitator_module': 'insert',
  'app.file': 'insert update',
  'app.hamyar_approval': 'insert',
  'app.hamyar_assessment': 'insert',
  'app.hamyar_assessment_line': 'insert',
  'app.hamyar_breach': 'insert update',
  'app.hamyar_certificate': 'insert',
  'app.hamyar_criterion': 'insert',
  'app.hamyar_criterion_change': 'insert',
  'app.hamyar_entry': 'insert',
  'app.hamyar_event': 'insert update(day,kind,minutes,op_id,taken_back,topic)',
  'app.hamyar_group': 'insert update',
  'app.hamyar_member': 'insert update',
  'app.hamyar_op': 'insert',
  'app.hamyar_plan_item': 'insert update(settled_on,status)',
  'app.hamyar_presence': 'insert update(op_id,present)',
  'app.hamyar_rating': 'insert',
  'app.hamyar_role': 'insert update',
  'app.hamyar_rule_set': 'insert',
  'app.hamyar_sharing': 'insert',
  'app.hamyar_step': 'insert',
  'app.hamyar_support': 'insert update(answer,answered_on,given_rial,regulation)',
  'app.hamyar_target': 'insert',
  'app.hamyar_trade': 'insert',
  'app.import_draft': 'insert update delete',
  'app.indicator_target': 'insert',
  'app.instrument_wording': 'insert update',
  'app.legal_basis': 'insert',
  'app.local_service': 'insert update',
  'app.office_contact': 'insert update',
  'app.operation': 'insert',
  'app.operation_text': 'insert',
  'app.organisation': 'insert update',
  'app.outside_figure': 'insert update',
  'app.person': 'insert update',
  'app.person_key': 'insert update',
  'app.place': 'insert update',
  'app.programme_contact': 'insert update',
  'app.programme_referral': 'insert update(answered_at,answered_by,reach_sealed,reason,status,version)',
  'app.quality_settlement': 'insert',
  'app.quarantine': 'insert update',
  'app.quarter_closing': 'insert update',
  'app.referral': 'update(ended_on,reach_sealed,status,taken_at,taken_by,version)',
  'app.release': 'insert update',
  'app.report_reason': 'insert',
  'app.report_signature': 'insert',
  'app.release_attack': 'insert',
  'app.release_basis': 'insert',
  'app.rule': 'insert',
  'app.run': 'insert update',
  'app.run_legal_basis': 'insert update delete',
  'app.run_target': 'insert update',
  'app.saved_view': 'insert delete',
  'app.session': 'insert update delete',
  'app.session_guest': 'insert update',
  'app.session_mood': 'insert update',
  'app.sheet_review': 'insert',
  'app.sms_sheet': 'insert',
  'app.sync_batch': 'insert',
  'app.sync_conflict': 'insert update',
  'app.task': 'insert update',
  'app.training_class': 'insert update',
  'app.user_account':
    'insert(display_name,locale,person_id,scope_id) update(display_name,locale,status,version)',
  'app.user_grant': 'insert update(ended_at)',
  'app.user_login': 'insert',
  'app.voice': 'insert update',
  'pub.correction': 'insert',
  'pub.interest': 'update(answered_at,answered_by,state,version)',
  'pub.release': 'insert update',
}

/** Functions that run with the owner's rights, and who may call them: «app» the application, «-» other functions only. */
const DEFINERS: Record<string, 'app' | '-'> = {
  'app.accept_invitation(bytea,text,text,text,text)': 'app',
  'app.account_changed()': '-',
  'app.acts_since(uuid,timestamp with time zone)': 'app',
  'app.actor_of_job(uuid)': '-',
  'app.actor_of_release(uuid)': '-',
  'app.actor_of_session(bytea)': 'app',
  'app.actor_of_token(bytea,integer)': 'app',
  'app.erase_person(uuid,jsonb,text[],text,timestamp with time zone)': 'app',
  'app.erase_rows(uuid,text[],timestamp with time zone)': '-',
  'app.erasure_marks()': '-',
  'app.erasure_of(uuid)': 'app',
  'app.forget_old(timestamp with time zone)': '-',
  'app.add_charity_unit(integer,text)': 'app',
  'app.add_hamyar_unit(integer,text)': 'app',
  'app.answer_charity_offer(uuid,boolean,text,timestamp with time zone)': 'app',
  'app.add_scope(integer,text,text,text)': 'app',
  'app.coverage_facts(uuid)': 'app',
  'app.participations(uuid,date)': '-',
  'app.picture_counts(uuid,date)': 'app',
  'app.programmes_at(integer)': 'app',
  'app.receives(text,integer)': 'app',
  'app.user_of_feed(bytea)': 'app',
  'app.asked_hash(bytea)': 'app',
  'app.asked_people(jsonb)': '-',
  'app.gauges()': 'app',
  'app.own_units(text,text)': 'app',
  'app.next_association_code(uuid)': 'app',
  'app.hears_of(text,integer)': 'app',
  'app.coordinators_at(integer[])': 'app',
  'app.association_clock(uuid,timestamp with time zone)': 'app',
  'app.add_association_unit(integer,text)': 'app',
  'app.give_service_card(uuid,text)': 'app',
  'app.my_service(text,text,text)': 'app',
  'app.service_query(text,text,timestamp with time zone,text)': 'app',
  'app.service_queries_at(integer[])': 'app',
  'app.next_service_number(integer)': 'app',
  'app.batch_known(uuid)': 'app',
  'app.card_holder(text)': '-',
  'app.card_query(text,text,text)': 'app',
  'app.card_withdraw(text,text)': 'app',
  'app.book_members(uuid)': 'app',
  'app.book_totals(uuid)': 'app',
  'app.cards_of(uuid)': 'app',
  'app.carry_need_person()': '-',
  'app.charity_card_complain(text,uuid,text,text,text)': 'app',
  'app.charity_card_confirm(text,integer,text,text,text)': 'app',
  'app.charity_card_view(text,text,text)': 'app',
  'app.charity_clock(uuid,timestamp with time zone)': 'app',
  'app.charity_confirmed(uuid,integer)': 'app',
  'app.charity_organisation(uuid,text,text,text,text)': 'app',
  'app.carried_device(uuid)': 'app',
  'app.carried_key(bytea,uuid)': 'app',
  'app.certificate_standing(text,text)': 'app',
  'app.certified_led(uuid[])': 'app',
  'app.carry_factor(uuid,bytea)': 'app',
  'app.carry_link()': '-',
  'app.carry_on()': '-',
  'app.consent_stands()': 'app',
  'app.decline_card(uuid,integer,boolean)': 'app',
  'app.demo_scores(uuid,jsonb)': 'app',
  'app.desk_of_doubles()': 'app',
  'app.digest_due(date)': '-',
  'app.drop_factor(bytea,text)': 'app',
  'app.entry_mirrors()': 'app',
  'app.event_group(uuid)': 'app',
  'app.factor_due(uuid)': '-',
  'app.factor_facts(bytea)': 'app',
  'app.factor_shown(bytea,integer,bytea,text)': 'app',
  'app.find_scope(text)': 'app',
  'app.flag_alike(app.device)': 'app',
  'app.forget_interest()': '-',
  'app.hamyar_check(jsonb)': 'app',
  'app.has_factor(uuid)': 'app',
  'app.held_acts(uuid[])': 'app',
  'app.hold_people(jsonb)': 'app',
  'app.index_named(bytea)': 'app',
  'app.index_named(text)': 'app',
  'app.interest_offices()': 'app',
  'app.interest_try(text)': 'app',
  'app.invitation_facts(bytea)': 'app',
  'app.invite(uuid,bytea,interval)': 'app',
  'app.is_fictional(uuid)': '-',
  'app.issue_cards(uuid,integer[],text[])': 'app',
  'app.keep_an_admin()': '-',
  'app.leave_browser(bytea,text)': 'app',
  'app.lend_session(uuid)': 'app',
  'app.links_due(timestamp with time zone)': '-',
  'app.load_holidays(integer,jsonb,text,text)': 'app',
  'app.may_carry(uuid,uuid[])': 'app',
  'app.may_manage(uuid)': 'app',
  'app.merge_people(uuid,uuid,text,text,text,text)': 'app',
  'app.module_gaps(uuid)': 'app',
  'app.move_place(uuid,uuid)': 'app',
  'app.my_act(text)': 'app',
  'app.my_card(text,text,text)': 'app',
  'app.put_certificate_key(text,text)': 'app',
  'app.my_password_hash()': 'app',
  'app.my_path()': 'app',
  'app.next_charity_code(text,uuid)': 'app',
  'app.next_hamyar_code(uuid)': 'app',
  'app.next_session_code()': 'app',
  'app.open_province(uuid,jsonb,uuid)': 'app',
  'app.op_rank(uuid,integer,uuid,date,timestamp with time zone)': 'app',
  'app.ops_known(uuid[])': 'app',
  'app.open_cases(jsonb,text)': 'app',
  'app.open_session(uuid,bytea,text,text,text)': 'app',
  'app.outcome_pairs(uuid,date,text,uuid,jsonb,text,text)': 'app',
  'app.pair_coverage(uuid,date,text,uuid)': 'app',
  'app.part_links(uuid,timestamp with time zone)': 'app',
  'app.people_check(jsonb)': 'app',
  'app.place_vacated()': '-',
  'app.people_found(uuid,text[],uuid,text,text,integer,integer)': 'app',
  'app.programme_scope(text,text)': 'app',
  'app.put_out(uuid,text)': '-',
  'app.referral_counts(uuid,date,uuid)': 'app',
  'app.queue_attack(uuid)': 'app',
  'app.queue_site()': '-',
  'app.reset_factor(uuid)': 'app',
  'app.respondents_in(uuid,text,uuid)': '-',
  'app.return_session(bytea,uuid,timestamp with time zone,integer)': 'app',
  'app.role_changed()': '-',
  'app.sender_of(text)': 'app',
  'app.session_dropped()': '-',
  'app.session_life(uuid)': 'app',
  'app.set_factor(bytea,text,integer,bytea[],text)': 'app',
  'app.set_my_password(text)': 'app',
  'app.sign_in_facts(text)': 'app',
  'app.survey_agree(text,uuid,text,text,text)': 'app',
  'app.survey_answer(text,uuid,text,boolean,smallint[],double precision,double precision[],boolean,text)':
    'app',
  'app.survey_card(text,text)': 'app',
  'app.survey_consent_stands()': 'app',
  'app.survey_door(text,uuid)': '-',
  'app.survey_progress(uuid)': 'app',
  'app.survey_refer(text,uuid,uuid,text,text)': 'app',
  'app.survey_voice(text,uuid)': 'app',
  'app.survey_withdraw(text,text)': 'app',
  'app.strangers_give(text,text)': 'app',
  'app.strangers_take(text,text,text,timestamp with time zone,text)': 'app',
  'app.throttle_clear(text,text,text)': 'app',
  'app.throttle_count(text,integer,integer,interval)': '-',
  'app.throttle_take(text,text,text)': 'app',
  'app.user_of_session(bytea)': 'app',
  'app.visitor_count(text[],integer,integer,interval)': '-',
  'app.visitor_wait(text[])': '-',
  'app.waiting_place(uuid)': 'app',
  'app.who_saw_person(uuid,integer,integer)': 'app',
  'app.worker_stands(uuid,integer)': 'app',
  'app.works_for(text,text,integer)': 'app',
  'app.works_in_field(uuid)': '-',
  'audit.append_seals(integer[],integer[],integer[],bytea[],timestamp with time zone)': '-',
  'audit.record(text,text,text,integer,jsonb,jsonb,text,text)': 'app',
  'pub.interest_lands()': '-',
  'audit.record_sheets(text[],uuid[],integer[],jsonb[],jsonb[],text)': 'app',
  'audit.seal_heads()': '-',
  'audit.to_seal(integer)': '-',
}

type Table = { name: string; on: boolean; forced: boolean }
const tables = async () =>
  (await owner`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p') order by 1`) as unknown as Table[]

describe('row-level security', () => {
  it('is on and forced everywhere but in the tables that are listed as open', async () => {
    const all = await tables()
    expect(all.filter((one) => !(one.on && one.forced)).map((one) => one.name)).toEqual(OPEN_TABLES)
    expect(all.filter((one) => one.on !== one.forced)).toEqual([])
    expect(all.length).toBeGreaterThan(30)
  })

  it('lets the application write where a policy checks the row, and nowhere else', async () => {
    const granted = await owner`
      select n.nspname || '.' || c.relname as name, p.privilege as verb,
        has_table_privilege('tabavar_rw', c.oid, p.privilege) as whole,
        (select string_agg(a.attname, ',' order by a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
          and p.privilege <> 'delete' and has_column_privilege('tabavar_rw', c.oid, a.attnum, p.privilege)) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values (1, 'insert'), (2, 'update'), (3, 'delete')) p(i, privilege)
      where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p') order by 1, p.i`
    const writes: Record<string, string> = {}
    for (const { name, verb, whole, columns } of granted) {
      if (!whole && !columns) continue
      const one = whole ? verb : `${verb}(${columns})`
      writes[name] = writes[name] ? `${writes[name]} ${one}` : one
    }
    expect(writes).toEqual(WRITES)

    const policies = await owner`
      select schemaname || '.' || tablename as name, lower(cmd) as cmd, coalesce(with_check, qual) is not null as checks
      from pg_policies where 'tabavar_rw' = any(roles)`
    const unchecked = Object.entries(WRITES)
      .filter(([name]) => !OPEN_TABLES.includes(name))
      .flatMap(([name, verbs]) =>
        ['insert', 'update']
          .filter((verb) => verbs.includes(verb))
          .filter(
            (verb) =>
              !policies.some((p) => p.name === name && (p.cmd === verb || p.cmd === 'all') && p.checks),
          )
          .map((verb) => `${name} ${verb}`),
      )
    // Granted, and refused for every row: a person's key is written once.
    expect(unchecked).toEqual(['app.person_key update'])
  })

  it('shows each protected table by a policy of its own, and gives nothing to everybody', async () => {
    expect(await policyGaps(owner)).toEqual([])
  })
})

describe('the logins', () => {
  it('are no superusers, pass no policy by, own nothing and make nothing', async () => {
    for (const [login, group] of [
      [app, 'tabavar_rw'],
      [pub, 'tabavar_pub'],
    ] as const) {
      const [me] = (await login`select current_user as name`) as unknown as [{ name: string }]
      const [facts] = await owner`
        select
          (select jsonb_agg(jsonb_build_array(rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication))
            from pg_roles where rolname = any(${[me.name, group]})) as rights,
          (select array_agg(r.rolname::text) from pg_auth_members m join pg_roles r on r.oid = m.roleid
            join pg_roles x on x.oid = m.member where x.rolname = any(${[me.name, group]})) as member_of,
          (select count(*)::int from pg_shdepend d join pg_roles r on r.oid = d.refobjid
            where r.rolname = any(${[me.name, group]}) and d.deptype = 'o') as owns,
          (select coalesce(array_agg(nspname::text), '{}') from pg_namespace where has_schema_privilege(${me.name}, oid, 'CREATE')
            and nspname !~ '^pg_(temp|toast_temp)_') as creates_in,
          has_database_privilege(${me.name}, current_database(), 'CREATE') as creates_schemas`
      const none = [false, false, false, false, false]
      expect(facts).toEqual({
        rights: [none, none],
        member_of: [group],
        owns: 0,
        creates_in: [],
        creates_schemas: false,
      })
    }
  })

  it('of the public pages reads released figures and nothing else', async () => {
    const [me] = (await pub`select current_user as name`) as unknown as [{ name: string }]
    const rights = await owner`
      select n.nspname || '.' || c.relname as name, string_agg(p, ' ' order by p) as may
      from pg_class c join pg_namespace n on n.oid = c.relnamespace,
        unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where n.nspname in ('app', 'audit', 'pub', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and has_table_privilege(${me.name}, c.oid, p) group by 1`
    expect(rights.map((row) => ({ ...row })).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'pub.correction', may: 'select' },
      { name: 'pub.release', may: 'select' },
    ])
    const schemas =
      await owner`select nspname from pg_namespace where nspname in ('app', 'audit') and has_schema_privilege(${me.name}, oid, 'usage')`
    expect(schemas).toHaveLength(0)
    // A letter to an office it may write, column by column, and never read.
    const written = await owner`
      select a.attname as name from pg_attribute a where a.attrelid = 'pub.interest'::regclass and a.attnum > 0
        and has_column_privilege(${me.name}, a.attrelid, a.attnum, 'insert') order by 1`
    expect(written.map(({ name }) => name)).toEqual(['id', 'kind', 'province_id', 'sealed', 'wish'])
    await expect(pub`select id from pub.interest`).rejects.toThrow('permission denied')
  })
})

describe('what runs with the owner’s rights', () => {
  it('is on the list, has a fixed search path and is open to the application at most', async () => {
    const functions = await owner`
      select p.oid::regprocedure::text as name, p.proconfig as config,
        has_function_privilege('public', p.oid, 'execute') as everybody,
        has_function_privilege('tabavar_pub', p.oid, 'execute') as public_pages,
        has_function_privilege('tabavar_rw', p.oid, 'execute') as application
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname <> 'pg_catalog' order by 1`
    expect(Object.fromEntries(functions.map((f) => [f.name, f.application ? 'app' : '-']))).toEqual(DEFINERS)
    for (const f of functions) {
      expect(f.everybody || f.public_pages, f.name).toBe(false)
      const path = (f.config as string[]).find((setting) => setting.startsWith('search_path='))
      expect(path, f.name).toMatch(/^search_path=(audit, )?app, pg_temp$/)
    }
  })

  it('nothing of ours is callable by everybody', async () => {
    const open = await owner`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('app', 'audit') and has_function_privilege('public', p.oid, 'execute')`
    expect(open.map((f) => f.name)).toEqual([])
  })

  it('no view looks with its owner’s eyes, and nothing is materialised', async () => {
    const views = await owner`
      select n.nspname || '.' || c.relname as name, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and (c.relkind in ('m', 'f') or (c.relkind = 'v'
        and not coalesce(array_to_string(c.reloptions, ',') ~ 'security_invoker=(true|on|1)', false)))`
    expect(views.map((view) => view.name)).toEqual([])
  })
})

describe('the audit', () => {
  it('can be read and added to; nothing the application may do changes or removes an entry', async () => {
    const verbs = ['insert', 'update', 'delete', 'truncate', 'references', 'trigger']
    const may =
      await owner`select v from unnest(${verbs}::text[]) v where has_table_privilege('tabavar_rw', 'audit.event', v)`
    expect(may).toHaveLength(0)
    const columns =
      await owner`select a.attname from pg_attribute a where a.attrelid = 'audit.event'::regclass and a.attnum > 0
      and has_column_privilege('tabavar_rw', a.attrelid, a.attnum, 'update')`
    expect(columns).toHaveLength(0)
    const callable = await owner`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('app', 'audit', 'pub', 'public') and has_function_privilege('tabavar_rw', p.oid, 'execute')
        and p.prosrc ~* '(update|delete\\s+from|truncate|alter|drop|disable)[^;]*audit\\.|audit\\.event\\s+set'`
    expect(callable.map((f) => f.name)).toEqual([])
    const writers = await owner`
      select p.oid::regprocedure::text as name from pg_proc p where p.prosrc ~* 'insert\\s+into\\s+audit\\.event'`
    expect(writers.map((f) => f.name).sort()).toEqual([
      'audit.record(text,text,text,integer,jsonb,jsonb,text,text)',
      'audit.record_sheets(text[],uuid[],integer[],jsonb[],jsonb[],text)',
    ])
  })

  it('stands against its owner as well', async () => {
    await owner`select audit.record('test', 'test', '1', 1, null, null, null, 'test')`
    for (const statement of [
      'update audit.event set action = $$x$$',
      'delete from audit.event',
      'truncate audit.event',
      'update audit.seal set n = n',
      'delete from audit.seal',
      'truncate audit.seal',
    ]) {
      await expect(owner.unsafe(statement), statement).rejects.toMatchObject({ code: 'TB002' })
    }
  })

  it('says of itself who acted, whatever the caller says', async () => {
    const [account] =
      await owner`insert into app.user_account (scope_id, display_name) values (1, 'x') returning id`
    await app.begin(async (sql) => {
      await sql`select set_config('app.user_id', ${account!.id}, true)`
      await sql`select audit.record('test', 'test', 'mine', 1, null, null, null, 'test')`
    })
    const [entry] = await owner`select actor_id from audit.event where entity_id = 'mine'`
    expect(entry).toEqual({ actor_id: account!.id })
  })
})
