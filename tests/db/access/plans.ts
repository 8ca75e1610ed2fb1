import { type SQL, sql } from 'drizzle-orm'
import type { Db, Reader } from '@/db/client'
import { type Context, inTransaction } from '@/db/transaction'

// How the database means to answer: the statements a query sends are explained beside being run, in its own transaction.

type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Parent Relationship'?: string
  Plans?: PlanNode[]
} & Record<string, unknown>
export type Plans = PlanNode[]

/** A few rows a year, found by their ids, and shown by what programme each is of. */
const FEW = ['release']
/** Tables that grow with every day of a programme: none of them is ever read whole for one page. */
const GROWING = [
  'attendance',
  'enrolment',
  'session',
  'person',
  'operation',
  'operation_text',
  'event',
  'task',
  'consent',
]
const CONDITIONS = ['Filter', 'Index Cond', 'Recheck Cond', 'Join Filter', 'Hash Cond', 'Merge Cond']

const all = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(all)]
/** What is worked out once a statement is left out: it may call what it likes. */
const rowByRow = (node: PlanNode): PlanNode[] => [
  node,
  ...(node.Plans ?? []).filter((one) => one['Parent Relationship'] !== 'InitPlan').flatMap(rowByRow),
]

/** The plans of everything the work asks. Reading a table whole is made dear, so that what has an index takes it in a small world too. */
export async function plansOf(ctx: Context, work: (db: Reader) => Promise<unknown>): Promise<Plans> {
  const plans: Plans = []
  await inTransaction(ctx, async (db) => {
    await db.execute(sql`set local enable_seqscan = off`)
    const asking = {
      execute: async (query: SQL) => {
        const [row] = await db.execute<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          sql`explain (format json) ${query}`,
        )
        plans.push(row!['QUERY PLAN'][0].Plan)
        return db.execute(query)
      },
    }
    await work(asking as unknown as Reader)
  })
  return plans
}

/** The functions that policies call, but for the asker's own id, which is part of each statement. */
export async function policyFunctions(db: Pick<Db, 'execute'>): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    with said as materialized (select string_agg(coalesce(qual, '') || coalesce(with_check, ''), ' ') as text from pg_policies)
    select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace, said
    where n.nspname = 'app' and p.proname <> 'me' and strpos(said.text, 'app.' || p.proname || '(') > 0
    union select 'find_scope' order by 1`)
  return rows.map(({ name }) => name)
}

/** What is wrong with the plans of one query, in words. */
export function planFaults(plans: Plans, functions: string[]): string[] {
  const faults: string[] = []
  if (!plans.flatMap(all).some((node) => node['Parent Relationship'] === 'InitPlan'))
    faults.push('asks for no scope once')
  if (!plans.flatMap(all).some((node) => /Index/.test(node['Node Type']))) faults.push('uses no index')
  for (const node of plans.flatMap(rowByRow)) {
    const where = node['Relation Name'] ?? node['Node Type']
    if (node['Node Type'] === 'Seq Scan' && GROWING.includes(where)) faults.push(`reads ${where} whole`)
    for (const name of FEW.includes(where) ? [] : functions)
      if (CONDITIONS.some((each) => new RegExp(`\\b${name}\\(`).test(String(node[each] ?? ''))))
        faults.push(`calls ${name} for each row of ${where}`)
  }
  return [...new Set(faults)]
}
