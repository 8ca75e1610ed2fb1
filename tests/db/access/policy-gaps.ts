import type { Sql } from 'postgres'

type Policy = {
  table: string
  policy: string
  roles: string
  cmd: string
  qual: string | null
  check: string | null
}

/** Policies of other logins than the application's and the owner's. */
const OTHERS = [
  'graphile_worker._private_job_queues job tabavar_job',
  'graphile_worker._private_jobs job tabavar_job',
  'graphile_worker._private_known_crontabs job tabavar_job',
  'graphile_worker._private_tasks job tabavar_job',
  'pub.correction see tabavar_pub,tabavar_rw',
  'pub.interest make tabavar_pub',
  'pub.release see tabavar_pub,tabavar_rw',
]
/** The only rows of protected tables that everybody reads, whoever asks. */
const OPEN = ['app.certificate_key SELECT', 'app.rule SELECT', 'pub.correction SELECT', 'pub.release SELECT']
/** What somebody outside writes is open and nobody's answer; she cannot even name these columns (grants). */
const LETTER = "((state = 'OPEN'::text) AND (answered_by IS NULL))"

/** What the catalogue's policies lack or have too much of, in words; empty where all is as it should be. */
export async function policyGaps(owner: Sql): Promise<string[]> {
  const policies = await owner<Policy[]>`
    select schemaname || '.' || tablename as table, policyname as policy, cmd, qual, with_check as check,
      (select string_agg(r::text, ',' order by r::text) from unnest(roles) r) as roles from pg_policies`
  const tables = await owner<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('app', 'audit', 'pub') and c.relkind in ('r', 'p') and c.relrowsecurity order by 1`
  const [{ me }] = (await owner`select current_user as me`) as unknown as [{ me: string }]
  const gaps: string[] = []
  for (const { name } of tables) {
    const here = policies.filter((one) => one.table === name)
    const shows = ({ roles, cmd }: Policy) =>
      roles.split(',').includes('tabavar_rw') && (cmd === 'SELECT' || cmd === 'ALL')
    if (!here.some(shows)) gaps.push(`${name} is shown by no policy`)
    const owners = here.filter((one) => one.policy === 'owner')
    const whole = ({ roles, cmd, qual, check }: Policy) =>
      roles === me && cmd === 'ALL' && qual === 'true' && check === 'true'
    if (owners.length !== 1 || !owners.every(whole)) gaps.push(`${name} is not wholly its owner's`)
  }
  const others = policies
    .filter((one) => !(one.policy === 'owner' && one.roles === me) && one.roles !== 'tabavar_rw')
    .map((one) => `${one.table} ${one.policy} ${one.roles}`)
  const open = policies
    .filter((one) => !['owner', 'job'].includes(one.policy) && one.qual === 'true')
    .map((one) => `${one.table} ${one.cmd}`)
  for (const { table, policy, check } of policies.filter((one) => !['owner', 'job'].includes(one.policy)))
    if (check === 'true') gaps.push(`${table} ${policy} checks nothing`)
  const compare = (what: string, found: string[], wanted: string[]) => {
    for (const one of found.filter((each) => !wanted.includes(each))) gaps.push(`${what} too many: ${one}`)
    for (const one of wanted.filter((each) => !found.includes(each))) gaps.push(`${what} missing: ${one}`)
  }
  compare('another login’s policy', others, OTHERS)
  compare('open to everybody', open, OPEN)
  const letter = policies.find((one) => one.table === 'pub.interest' && one.policy === 'make')
  if (letter?.check !== LETTER) gaps.push('pub.interest make does not say that a letter is new')
  return gaps
}
