// The office's work, done by the product's own commands and queries in a process of its own: its memory is theirs.
// Bundled by office.mjs; asked by messages { work, … }, answers { ms, … } or { error }.
import { sql } from 'drizzle-orm'
import { closePools, pools } from '@/db/client'
import { confirmRoster } from '@/db/commands/people/confirm-roster'
import { keepDraft } from '@/db/commands/people/import-draft'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { breakdown } from '@/db/queries/indicators/breakdown'
import { peopleList } from '@/db/queries/people/people-list'
import { whoSaw } from '@/db/queries/people/who-saw'
import { reading } from '@/db/transaction'
import { asActor, scopeOf } from '@/lib/access/actor'
import { readWorkbook } from '@/lib/server/workbook'

let actor
const context = () => ({ actor, now: new Date(), requestId: `bench-${process.pid}` })
const timed = async (work) => {
  const begun = performance.now()
  const answer = await work()
  return { ms: performance.now() - begun, answer }
}

const WORK = {
  /** Who works, by the hash of her browser's session. */
  async begin({ hash }) {
    const [row] = await pools().db.execute(
      sql`select app.actor_of_session(${Buffer.from(hash, 'hex')}) as facts`,
    )
    actor = asActor(typeof row.facts === 'string' ? JSON.parse(row.facts) : row.facts)
    return {}
  },
  /** The plans of many cohorts: generated, checked against everybody's sessions and each other, written, audited. */
  async plan({ cohorts, asked }) {
    const { ms, answer } = await timed(() => planSessions(context(), { ...asked, cohortIds: cohorts }))
    return { ms, sessions: answer.sessions }
  },
  /** An indicator by what nobody foresaw: the query of its page, with the rules and walls of who asks. */
  async breakdown({ runId, asOf, code, by, placeId }) {
    const scope = scopeOf(actor)
    const { ms, answer } = await timed(() =>
      reading(scope, (db) => breakdown(db, scope, { runId, asOf, counting: 'internal', code, by, placeId })),
    )
    return { ms, parts: answer.lines.length, numerator: answer.numerator, denominator: answer.denominator }
  },
  /** A page of the people whose names hold the words. */
  async search({ runId, search }) {
    const scope = scopeOf(actor)
    const { ms, answer } = await timed(() =>
      reading(scope, (db) => peopleList(db, scope, { runId, page: 1, search })),
    )
    return { ms, total: answer.total }
  },
  /** Who opened, changed or took away what is hers, as the first page of her own page shows it. */
  async saw({ personId }) {
    const scope = scopeOf(actor)
    const { ms, answer } = await timed(() => reading(scope, (db) => whoSaw(db, scope, { personId, page: 1 })))
    return { ms, total: answer.total }
  },
  /** An office file from its bytes to enrolled people: kept, read, judged, sealed, written. */
  async import({ runId, bytes, registeredOn }) {
    const resting = process.resourceUsage().maxRSS
    const { ms, answer } = await timed(async () => {
      const { draftId } = await keepDraft(context(), {
        kind: 'ROSTER',
        runId,
        fileName: 'roster.csv',
        bytes: Buffer.from(bytes, 'base64'),
        options: { registeredOn, defaultSex: 'F', consentDeclared: true },
      })
      return confirmRoster(context(), { draftId, ticked: [] }, readWorkbook)
    })
    return { ms, ...answer, resting: resting / 1024, peak: process.resourceUsage().maxRSS / 1024 }
  },
}

process.on('message', async ({ work, ...asked }) => {
  try {
    process.send(await WORK[work](asked))
  } catch (error) {
    process.send({ error: error.stack ?? String(error) })
  }
})
process.on('disconnect', () => closePools())
