// The launcher's own short talks with a database server. The driver is loaded late: before `npm ci` it is not there.
import { Stop } from './errors.mjs'

export async function connect(url, { seconds = 10 } = {}) {
  const { default: postgres } = await import('postgres')
  return postgres(url, {
    max: 1,
    connect_timeout: seconds,
    idle_timeout: 5,
    onnotice: () => {},
    connection: { application_name: 'tabavar launcher' },
  })
}

/** The driver's own time limit does not hold where packets vanish without an answer. */
async function within(seconds, promise) {
  let timer
  const late = new Promise((_, fail) => {
    timer = setTimeout(
      () => fail(Object.assign(new Error('no answer'), { code: 'CONNECT_TIMEOUT' })),
      seconds * 1000,
    )
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

export async function withConnection(url, work) {
  const sql = await connect(url)
  try {
    await within(10, sql`select 1`)
    return await work(sql)
  } finally {
    await within(3, sql.end({ timeout: 2 })).catch(() => {})
  }
}

export function isLoopback(url) {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return host === '' || host === 'localhost' || host === '::1' || /^127\./.test(host)
}

/** The same server and login, another database. */
export function onDatabase(url, name) {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

function where(url) {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || 'localhost'}:${port || 5432}${pathname}`
}

function refusal(error, url) {
  const place = `DATABASE_URL (${where(url)})`
  const { username, pathname } = new URL(url)
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENOENT':
      return `No database server answers at ${place}; start it or correct the address.`
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return `The database server at ${place} does not answer in time; check the address and the firewall.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${place} is not known; correct the address.`
    case '28P01':
    case '28000':
      return `The database server at ${place} does not let "${username}" in; check the name and the password.`
    case '3D000':
      return `There is no database "${pathname.slice(1) || username}" at ${place}; create it first.`
    default:
      return `The database at ${place} cannot be used: ${error.message || error.code}`
  }
}

/** Proves that the given server will do; one sentence when it will not. `make` also asks for CREATEDB. */
export async function requireServer(url, { make = false } = {}) {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Stop('DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database')
  }
  let facts
  try {
    facts = await withConnection(url, async (sql) => {
      const [row] = await sql`
        select current_setting('server_version_num')::int as version, current_setting('server_version') as said,
          current_setting('server_encoding') as encoding, d.datctype as ctype, r.rolsuper as super,
          r.rolcreaterole as roles, r.rolcreatedb as databases,
          has_database_privilege(d.oid, 'CREATE') as creates
        from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`
      return row
    })
  } catch (error) {
    throw new Stop(refusal(error, url))
  }
  const lacks = (text) => new Stop(`The database of DATABASE_URL (${where(url)}) ${text}`)
  if (facts.version < 150_000) throw lacks(`is PostgreSQL ${facts.said}; 15 or newer is needed.`)
  if (facts.encoding !== 'UTF8') throw lacks(`is encoded in ${facts.encoding}; create it with encoding UTF8.`)
  if (facts.ctype === 'C' || facts.ctype === 'POSIX') {
    throw lacks(
      'has LC_CTYPE C, which cannot search Persian; create it with LC_CTYPE C.UTF-8 (or another UTF-8).',
    )
  }
  if (!facts.super && !facts.roles)
    throw lacks('is opened by a login without CREATEROLE; grant it that right.')
  if (!facts.super && make && !facts.databases)
    throw lacks('is opened by a login without CREATEDB; the tests need it.')
  if (!facts.creates)
    throw lacks('does not let this login create schemas; make it the owner of the database.')
  return `PostgreSQL ${facts.said.split(' ')[0]} at ${where(url)}`
}
