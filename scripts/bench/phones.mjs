// Phones that send what was recorded without a network: their keys, their signed batches, and the request itself.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { request } from 'node:http'

/** One account records for so many groups, so that a batch of 100 registers is hers. */
export const GROUPS = 4

/** The same identity in every run, in the shape phones give (version 7). */
export const identity = (text) => {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The first account of every four groups records for all four. */
export const leadTogether = (sql) =>
  sql.unsafe(`insert into app.user_grant (user_id, role, scope_id)
    select a.user_id, 'FACILITATOR', b.scope_id from bench.cohort a join bench.cohort b on b.n / ${GROUPS} = a.n / ${GROUPS} and b.n <> a.n
    where a.n % ${GROUPS} = 0;
    insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
    select b.scope_id, b.id, a.facilitator_id, 'CO', '2024-04-01' from bench.cohort a join bench.cohort b on b.n / ${GROUPS} = a.n / ${GROUPS} and b.n <> a.n
    where a.n % ${GROUPS} = 0;
    -- A new role signs her out.
    update app.auth_session set ended_at = null, end_reason = null;`)

/** A phone of an account: its number at the office, and the key that never leaves it. */
export async function newPhone(sql, { user_id, scope_id }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const [{ id: device }] = await sql`insert into app.device (scope_id, user_id, public_key)
    values (${scope_id}, ${user_id}, ${sql.json(publicKey.export({ format: 'jwk' }))}) returning id`
  return { device, privateKey }
}

/** A register as a phone sends it operation by operation: the taps, and the handing in. */
export function operationsOf({ sessionId, ops: taps }) {
  const act = { id: identity(`${sessionId} act`), kind: 'act', outcome: 'submit' }
  return [...taps, act].map((op) => ({
    session: sessionId,
    supersedes: [],
    at: '2024-07-10T08:00:00.000Z',
    op,
  }))
}

export function signedBatch({ device, privateKey }, { batch, seq, ops }) {
  const sent = { v: 1, device, batch, seq, sent: '2024-07-10T09:00:00.000Z', ops, acked: null }
  const bytes = Buffer.from(JSON.stringify(sent))
  const signature = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64')
  return { bytes, signature }
}

export function post(port, agent, { cookie, bytes, signature }, patienceMs = 0) {
  return new Promise((done, fail) => {
    const headers = {
      cookie,
      'content-type': 'application/json',
      'content-length': bytes.length,
      'x-sync-signature': signature,
    }
    const asked = request(
      { port, host: '127.0.0.1', agent, method: 'POST', path: '/api/sync/v1/push', headers },
      (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('error', fail)
        answer.on('end', () =>
          done({ status: answer.statusCode, text: Buffer.concat(parts).toString('utf8') }),
        )
      },
    )
    asked.on('error', fail)
    if (patienceMs) asked.setTimeout(patienceMs, () => asked.destroy(new Error('no answer in time')))
    asked.end(bytes)
  })
}
