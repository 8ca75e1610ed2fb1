import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DIGEST_CHANNELS } from '@/lib/reports/digest'
import { ALL_RESULTS, TASK_KINDS } from '@/lib/tasks/kinds'
import { ROOT, sources } from './tree'

type Words = { field: Record<string, string>; value: Record<string, string> }
const words = JSON.parse(readFileSync(join(ROOT, 'messages/fa/audit.json'), 'utf8')) as Words
/** Never shown: nodes, versions, and the names of rows (app/[locale]/(office)/office/audit/present.ts). */
const SILENT =
  /^(scopeId|version|person|id|batch|session|enrolment|creditedIn|runId|sessionId|facilitatorId|organisationId)$/

/** Shown as it is: the name of a questionnaire. */
const BY_INTENT = new Set(['RES'])

/** The facts that commands put into audit rows: the names in the braces after `before:` and `after:`. */
function auditFacts(text: string): string[] {
  const found: string[] = []
  for (const match of text.matchAll(/\b(?:after|before): \{/g)) {
    let depth = 1
    let end = match.index + match[0].length
    const from = end
    while (depth > 0 && end < text.length) depth += { '{': 1, '}': -1 }[text[end++]!] ?? 0
    const body = text.slice(from, end - 1)
    found.push(
      ...[...body.matchAll(/(?:^|[,{\n])\s*([a-z][A-Za-z]*)\s*(?=[:,}\n]|$)/g)].map(([, name]) => name!),
    )
  }
  return found
}

/** The codes that the constraints of the migrations allow in a column; commands write such a column's value into the audit as it is. */
function storedCodes(text: string): string[] {
  const lists = [...text.matchAll(/check \(\w+ in \(([^)]*)\)/g)].map(([, list]) => list!)
  return lists.flatMap((list) => [...list.matchAll(/'([A-Z][A-Z_0-9]+)'/g)].map(([, code]) => code!))
}

describe('what the audit says', () => {
  const facts = new Set(sources(['db/commands'], /\.ts$/).flatMap(({ text }) => auditFacts(text)))
  it('has a word for every fact a command writes down', () => {
    expect(facts.size).toBeGreaterThan(60)
    expect([...facts].filter((name) => !SILENT.test(name) && !(name in words.field))).toEqual([])
  })
  it('has a word for every kind of task, every end of one and every way a digest goes', () => {
    const codes: string[] = [...TASK_KINDS, ...ALL_RESULTS, ...DIGEST_CHANNELS]
    expect(codes.filter((code) => !(code in words.value))).toEqual([])
  })
  it('has a word for every code a column may hold', () => {
    const codes = new Set(sources(['db/migrations'], /\.sql$/).flatMap(({ text }) => storedCodes(text)))
    expect(codes.size).toBeGreaterThan(200)
    expect([...codes].filter((code) => !(code in words.value) && !BY_INTENT.has(code))).toEqual([])
    expect(storedCodes("check (state in ('OPEN', 'NOWHERE'))")).toEqual(['OPEN', 'NOWHERE'])
  })
  it('would miss a fact without a word', () => {
    expect(auditFacts('audit(db, ctx, { after: { nowhere: 1, ...(x && { deeper }) } })')).toEqual([
      'nowhere',
      'deeper',
    ])
  })
})
