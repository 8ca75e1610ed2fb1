import { sql } from 'drizzle-orm'
import { actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import { worksInField } from '@/lib/access/way-in'
import {
  type DigestChannel,
  type DigestMessage,
  type DigestSentences,
  digestMessage,
} from '@/lib/reports/digest'
import { audit } from '../../audit'
import { digestOf } from '../../queries/reports/digest'
import { type Context, inTransaction } from '../../transaction'
import { homeScopeOf } from '../access/account-row'

type Way = {
  readonly channel: DigestChannel
  send(to: string, message: DigestMessage): Promise<'sent' | 'not-sent'>
}
export type DigestWays = { email: Way | null; sms: Way | null; log: Way | null }
export type DigestJob = { week: string; origin: string; words: DigestSentences }
/** page-only: no address for which there is a way out. again: certainly not sent, to be tried later. */
export type DigestSent = 'sent' | 'known' | 'refused' | 'page-only' | 'again'

/**
 * Sends the digest of a week to the account it works for, once: the week is claimed before anything leaves, and given
 * back only where it certainly did not. Numbers and a link; the address is the account's own sign-in name.
 */
export async function sendDigest(ctx: Context, job: DigestJob, ways: DigestWays): Promise<DigestSent> {
  const { actor } = ctx
  if (!actorCanSomewhere(actor, 'marks') || actor.isDemo) return 'refused'
  const claimed = await inTransaction(ctx, async (db) => {
    const [refusal] = await db.execute(sql`select 1 from app.digest_refusal where user_id = app.me()`)
    if (refusal) return 'refused'
    const handles = await db.execute<{ handle: string; kind: 'EMAIL' | 'MOBILE' }>(
      sql`select handle, kind from app.user_login where user_id = app.me() order by handle`,
    )
    const found = wayFor([...handles], ways)
    if (!found) return 'page-only'
    const scopeId = await homeScopeOf(db, actor.userId)
    const [row] = await db.execute(sql`insert into app.digest_sent (user_id, week, scope_id, channel)
      values (app.me(), ${job.week}::date, ${scopeId}, ${found.way.channel}) on conflict do nothing returning 1`)
    if (!row) return 'known'
    const mine = worksInField(actor.grants.map((grant) => grant.role))
    const { counts } = await digestOf(db, scopeOf(actor), { mine, most: 0 })
    await audit(db, ctx, {
      action: 'digest.send',
      entity: 'user_account',
      entityId: actor.userId,
      scopeId,
      after: { week: job.week, channel: found.way.channel },
    })
    const page = `/${actor.locale}/${mine ? 'today' : 'office'}/digest`
    const told = {
      counts,
      week: job.week,
      link: new URL(page, job.origin).href,
      accountLink: new URL(`/${actor.locale}/account`, job.origin).href,
    }
    return { ...found, message: digestMessage(told, job.words, actor.locale) }
  })
  if (typeof claimed === 'string') return claimed
  const handed = await claimed.way.send(claimed.to, claimed.message)
  return inTransaction(ctx, async (db) => {
    if (handed === 'sent')
      await db.execute(
        sql`update app.digest_sent set state = 'SENT', sent_at = now() where user_id = app.me() and week = ${job.week}::date`,
      )
    else
      await db.execute(
        sql`delete from app.digest_sent where user_id = app.me() and week = ${job.week}::date and state = 'SENDING'`,
      )
    return handed === 'sent' ? 'sent' : 'again'
  })
}

/** By e-mail where she has an address and there is a way for it, else by SMS. */
function wayFor(
  handles: { handle: string; kind: 'EMAIL' | 'MOBILE' }[],
  ways: DigestWays,
): { way: Way; to: string } | null {
  const of = (kind: 'EMAIL' | 'MOBILE') => handles.find((one) => one.kind === kind)?.handle
  const [email, mobile] = [of('EMAIL'), of('MOBILE')]
  if (email && ways.email) return { way: ways.email, to: email }
  if (mobile && ways.sms) return { way: ways.sms, to: mobile }
  const any = email ?? mobile
  return any && ways.log ? { way: ways.log, to: any } : null
}
