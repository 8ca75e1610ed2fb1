import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres, { type Sql } from 'postgres'
import { loginRoles } from '@/db/logins'
import { seedReference } from '@/db/seed/reference/load'
import { env, keyring } from '@/lib/env'

async function asOwner<T>(work: (owner: Sql) => Promise<T>): Promise<T> {
  const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** Brings the database to the shape of this code: migrations, login roles, root of the tree, reference data. */
async function migrateDatabase(): Promise<void> {
  const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    await migrate(drizzle(owner), { migrationsFolder: 'db/migrations', migrationsSchema: 'public' })
    for (const role of Object.values(loginRoles(keyring().loginSecret))) {
      const [known] = await owner`select 1 from pg_roles where rolname = ${role.name}`
      // A role's name cannot be a parameter; it is made of our own prefix and hex digits only.
      await owner.unsafe(
        `${known ? 'alter' : 'create'} role ${role.name} login password '${role.password}' in role`.replace(
          / in role$/,
          known ? '' : ` in role ${role.group}`,
        ),
      )
    }
  } finally {
    await owner.end()
  }
  // A client of its own: drizzle has overwritten the serializers of the other.
  await asOwner(seedReference)
}

async function status(): Promise<{ migrated: boolean; runs: number }> {
  const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
  try {
    const [there] = await owner`select to_regclass('app.run') is not null as yes`
    if (!there?.yes) return { migrated: false, runs: 0 }
    const [row] = await owner`select count(*)::int as n from app.run`
    return { migrated: true, runs: row?.n ?? 0 }
  } finally {
    await owner.end()
  }
}

const [what = 'status', ...rest] = process.argv.slice(2)
const tasks: Record<string, () => Promise<unknown>> = {
  migrate: migrateDatabase,
  status,
}
const task = tasks[what]
if (!task) throw new Error(`unknown task ${what} ${rest.join(' ')}`)
task().then(
  (answer) => {
    if (answer !== undefined) console.log(JSON.stringify(answer))
  },
  (error) => {
    console.error(error)
    process.exitCode = 1
  },
)
