// What the office's rows add to the world: cohorts without a plan, 100,000 people with names, cohorts to be filled.

/** Cohorts like the world's, without people and sessions; led by those who lead the first ones of the world. */
const cohortsOf = (label, count) => `
insert into app.scope (parent_id, kind, programme, path, label)
  select k.scope_id, 'UNIT', 'RESILIENCE', array[1, k.province_scope, k.scope_id], '${label} ' || g
  from generate_series(0, ${count - 1}) g join bench.county k on k.n = g % 12 order by g;
update app.scope set path = path || id where label like '${label} %';
insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
  select 'NEIGHBOURHOOD', k.id, k.province_id, k.scope_id, '${label}-' || g, 'کوی ${label} ' || g, '${label} ' || g, app.fold('کوی ${label} ' || g)
  from generate_series(0, ${count - 1}) g join bench.county k on k.n = g % 12;
create table bench.${label} as
  select g n, app.uuid_v7() id, s.id scope_id, p.id place_id, p.parent_id county_id, p.name_fa, k.name_fa county_fa
  from generate_series(0, ${count - 1}) g join app.scope s on s.label = '${label} ' || g join app.place p on p.code = '${label}-' || g
  join app.place k on k.id = p.parent_id;
insert into app.cohort (id, scope_id, run_id, place_id, county_id, code, target_size, planned_minutes, status)
  select c.id, c.scope_id, r.id, c.place_id, c.county_id, '${label}-' || c.n, 25, 3600, 'FORMING' from bench.${label} c, bench.run r;
insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
  select c.scope_id, c.id, b.facilitator_id, 'LEAD', '2024-04-01' from bench.${label} c join bench.cohort b on b.n = c.n;`

export const addPlanned = (sql) => sql.unsafe(cohortsOf('plan', 25))
export const addEmpty = (sql) => sql.unsafe(cohortsOf('fresh', 400))

export const FIRST =
  'زهرا فاطمه مریم علی‌رضا معصومه سکینه لیلا اعظم رقیه سمیه محمد رؤیا پروین نرگس شهین گلناز آیدا سارا هاجر کبری صدیقه طاهره نسرین مهین اکرم'
export const LAST =
  'محمدی کاظمی رضایی حسینی قاسم‌زاده علیزاده کریمی رحیمی احمدی مرادی جعفری صادقی نوری عباسی کاکه‌خانی سلیمی شریفی باقری یوسفی فتحی ملکی قادری رسولی امینی شیخی میرزایی اسدی بابایی خلیلی نظری'
export const FATHER = 'یوسف حسن محمد علی رحیم اکبر احمد کریم'

/** 100,000 people of the run, 250 in each of its cohorts, with names as they are: a few shared by thousands. */
export const addNamed = (sql) =>
  sql.unsafe(`
  create table bench.named as
    select b.n cohort, 100 + i row_no, app.uuid_v7() id, app.uuid_v7() consent_id,
      f[1 + (hashint4(b.n * 250 + i) & 2147483647) % cardinality(f)] first,
      l[1 + (hashint4(b.n * 250 + i + 7) & 2147483647) % cardinality(l)] || case when (hashint4(i + b.n * 991) & 7) = 0 then '‌نژاد' else '' end last,
      h[1 + (hashint4(b.n * 250 + i + 13) & 2147483647) % cardinality(h)] father
    from bench.cohort b, generate_series(1, 250) i, string_to_array('${FIRST}', ' ') f, string_to_array('${LAST}', ' ') l, string_to_array('${FATHER}', ' ') h;
  insert into app.person (id, province_id, scopes, first_name, last_name, father_name, fold, sex, birth_year, national_id_hash)
    select m.id, k.province_id, array[b.scope_id], m.first, m.last, m.father, app.fold(m.first || m.last || m.father), 'F', 1340 + m.row_no % 40,
      sha256(m.id::text::bytea)
    from bench.named m join bench.cohort b on b.n = m.cohort join bench.county k on k.n = b.county;
  insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at)
    select m.consent_id, b.scope_id, m.id, 'REGISTER', 'DECLARED', '1', '2024-04-10' from bench.named m join bench.cohort b on b.n = m.cohort;
  insert into app.enrolment (scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on, status)
    select b.scope_id, r.id, b.id, m.id, m.consent_id, m.row_no, '2024-04-10', 'REGISTERED' from bench.named m join bench.cohort b on b.n = m.cohort, bench.run r;`)

const idOf = (nine) => {
  const sum = [...nine].reduce((all, digit, at) => all + Number(digit) * (10 - at), 0) % 11
  return `${nine}${sum < 2 ? sum : 11 - sum}`
}

/** An office file of 10,000 women for those cohorts, 25 each; two in a hundred have the name and year of birth of another. */
export async function rosterOf(sql) {
  const cohorts = await sql`select name_fa, county_fa from bench.fresh order by n`
  const [first, last, father] = [FIRST, LAST, FATHER].map((names) => names.split(' '))
  const of = (names, n) => names[Math.floor(n) % names.length]
  const row = (cohort, n) => {
    const named = n % 50 === 49 ? n - 49 : n
    return [
      of(first, named),
      `${of(last, named / first.length)} ${of(last, 3 + named / (first.length * last.length))}`,
      of(father, named),
      idOf(String(100_000_000 + n * 37)),
      `13${40 + (named % 40)}/0${1 + (n % 9)}/1${n % 10}`,
      `0912${String(1_000_000 + n)}`,
      cohort.county_fa,
      cohort.name_fa,
    ].join(',')
  }
  const rows = cohorts.flatMap((cohort, c) => Array.from({ length: 25 }, (_, i) => row(cohort, c * 25 + i)))
  const header = 'نام,نام خانوادگی,نام پدر,کد ملی,تاریخ تولد,تلفن همراه,شهرستان,محله'
  return Buffer.from([header, ...rows].join('\r\n'), 'utf8')
}
