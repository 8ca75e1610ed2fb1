import { sql } from 'drizzle-orm'
import type { ReleasedCell } from '@/lib/disclosure/cell'
import { type Basis, gate, type Proof, proofOf, type Verdict } from '@/lib/disclosure/gate'
import { knowledgeOf } from '@/lib/disclosure/knowledge'
import { knowledgeOfTable } from '@/lib/disclosure/knowledge-table'
import type { Told } from '@/lib/disclosure/layers'
import type { Solver } from '@/lib/disclosure/solver'
import type { ReleaseBundle } from '@/lib/releases/bundle'
import { rowsToCome, rowTexts } from '@/lib/releases/open-data/rows'
import { AttackRelease } from '@/lib/releases/schema'
import { without } from '@/lib/releases/withdrawal'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { highsSolver } from './solver'

type Waiting = {
  scope_id: number
  path: number[]
  hash: string
  bundle: ReleaseBundle
  basis: Basis | null
  after: number
  width: number
  earlier: { bundle: ReleaseBundle; basis: Basis }[]
  before: ReleasedCell[]
}

async function waiting(db: Db, releaseId: string): Promise<Waiting> {
  const [row] = await db.execute<Waiting & { status: string }>(sql`
    select x.scope_id, s.path, x.status, x.bundle_hash as hash, x.bundle, b.basis,
      (select coalesce(max(o.number), 0)::int from pub.release o where o.province = p.code and o.programme = x.programme) as after,
      (app.rules_at(array['PUBLIC_ATTACK_MIN_WIDTH'], u.id, u.province_id, x.prepared_at)->>'PUBLIC_ATTACK_MIN_WIDTH')::int as width,
      coalesce((select jsonb_agg(jsonb_build_object('bundle', o.bundle, 'basis', k.basis) order by o.as_of)
        from pub.release o join app.release r on r.id = o.id join app.release_basis k on k.release_id = o.id where r.run_id = x.run_id), '[]') as earlier,
      coalesce((select o.bundle->'cells' from pub.release o join app.release r on r.id = o.id where r.run_id = x.run_id
        order by o.as_of desc limit 1), '[]') as before
    from app.release x join app.run u on u.id = x.run_id join app.place p on p.id = u.province_id join app.scope s on s.id = x.scope_id
    left join app.release_basis b on b.release_id = x.id where x.id = ${releaseId}::uuid for update of x`)
  if (!row) throw new AppError('E-GEN-02')
  if (row.status !== 'IN_REVIEW') throw new AppError('E-PUB-05')
  return row
}

/** The attacker proves itself once in the life of a process: the same program gives the same proof. */
let ready: Promise<{ solver: Solver; proof: Proof }> | null = null
function attacker(): Promise<{ solver: Solver; proof: Proof }> {
  ready ??= highsSolver()
    .then((solver) => ({ solver, proof: proofOf(solver) }))
    .catch((error) => {
      ready = null
      throw error
    })
  return ready
}

/**
 * Attacks a prepared release together with every release before it, withdraws what could give somebody away, and keeps the
 * verdict for exactly the bundle that is left. Takes seconds and its thread with it, which is why the worker does it; the
 * release is read, the attack run with no transaction open, and what was found written only if the release is still the same.
 */
export async function attackRelease(
  ctx: Context,
  input: AttackRelease,
): Promise<{ result: Verdict['result'] }> {
  const { releaseId } = AttackRelease.parse(input)
  const read = await inTransaction(ctx, async (db) => {
    const found = await waiting(db, releaseId)
    authorise(ctx.actor, 'prepare', { path: found.path, programme: 'RESILIENCE' })
    return found
  })
  if (!read.basis) throw new AppError('E-PUB-06')
  const { solver, proof } = await attacker()
  const earlier = read.earlier.map(
    ({ bundle, basis }): Told => ({ knowledge: knowledgeOf(JSON.stringify(bundle)), truth: basis.truth }),
  )
  const { minPeople: least, refreshChanges, percentBase, outcomeLeast } = read.bundle.rules
  const { document, verdict } = gate(
    {
      document: read.bundle,
      basis: read.basis,
      earlier,
      previous: read.before,
      rules: { least, refreshChanges, percentBase, outcomeLeast, width: read.width },
      withdraw: without,
      files: (bundle) => knowledgeOfTable(rowTexts(rowsToCome(bundle)), bundle.rules),
    },
    solver,
    proof,
  )
  return inTransaction(ctx, async (db) => {
    const still = await waiting(db, releaseId)
    if (still.hash !== read.hash || still.after !== read.after) throw new AppError('E-PUB-06')
    const body = JSON.stringify(verdict.result === 'PASSED' ? document : read.bundle)
    const [made] = await db.execute<{ hash: string }>(sql`
      insert into app.release_attack (scope_id, release_id, bundle_hash, after_number, result, verdict)
      values (${read.scope_id}, ${releaseId}::uuid, encode(sha256(convert_to(${body}::jsonb::text, 'UTF8')), 'hex'), ${read.after},
        ${verdict.result}, ${JSON.stringify(verdict)}::jsonb) returning bundle_hash as hash`)
    if (made!.hash !== read.hash)
      await db.execute(sql`update app.release set bundle = ${body}::jsonb, bundle_hash = ${made!.hash}, version = version + 1
        where id = ${releaseId}::uuid`)
    await audit(db, ctx, {
      action: 'release.attack',
      entity: 'release',
      entityId: releaseId,
      scopeId: read.scope_id,
      before: { hash: read.hash },
      after: {
        hash: made!.hash,
        result: verdict.result,
        tested: verdict.tested,
        withdrawn: verdict.withdrawn.length,
      },
    })
    return { result: verdict.result }
  })
}
