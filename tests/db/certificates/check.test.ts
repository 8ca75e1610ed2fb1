import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompactSign, importJWK } from 'jose'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCertificate } from '@/db/commands/certificates/check-certificate'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { type PrintedCertificate, printCertificate } from '@/db/commands/certificates/print-certificate'
import { revokeCertificate } from '@/db/commands/certificates/revoke-certificate'
import { rotateCertificateKey } from '@/db/commands/certificates/rotate-key'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { certificateKeys } from '@/db/queries/certificates/keys'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { keysFolder } from '@/lib/env'
import { contextOf } from '@/tests/support/actors'
import { staff, type World } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { group, recorded } from '../programmes/closing-world'
import { visitor } from '../surveys/asked'

let demo: Loaded
let app: Sql
// Keys of its own: changing one destroys a secret that the tests beside this one sign with.
const shared = keysFolder()
const own = mkdtempSync(join(tmpdir(), 'keys-'))
beforeAll(async () => {
  cpSync(shared, own, { recursive: true })
  process.env.TABAVAR_KEYS = own
  demo = await loadedDatabase('none')
  app = postgres(demo.database.appUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await app?.end()
  await demo.end()
  process.env.TABAVAR_KEYS = shared
  rmSync(own, { recursive: true })
})

type Given = World & { ids: string[] }
const given = async (): Promise<Given> => {
  const w = await group(demo.sql)
  await recorded(app, w)
  await closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })
  await issueCertificates(await contextOf(w.officer), { cohortId: w.cohortId })
  const rows = await demo.sql`select id from app.certificate where run_id = ${w.runId} order by number`
  return { ...w, ids: rows.map(({ id }) => id as string) }
}
const printed = async (w: Given, n = 0): Promise<PrintedCertificate> =>
  printCertificate(await contextOf(w.officer), { certificateId: w.ids[n]! })
const check = (typed: string, network?: string) => checkCertificate(visitor(network), typed)
const verdict = async (typed: string) => (await check(typed)).verdict

describe('a certificate', () => {
  it('is checked by its code and by its serial; initials, number, hours and day are told, and no name', async () => {
    const w = await given()
    const { token, serial, number, name } = await printed(w)
    const told = await check(`https://tabavar.test/fa/check#${token}`)
    expect(told).toMatchObject({
      verdict: 'VALID',
      retiredOn: null,
      facts: { number, minutes: 240, issuedOn: '2024-06-01', expiresOn: null, revokedOn: null },
    })
    expect(await check(serial)).toEqual(told)
    expect(told.facts!.initials).toMatch(/^([\p{L}\d]\. ?)+$/u)
    const all = JSON.stringify(told) + Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')
    expect(all).not.toContain(name!)
    expect(all).not.toContain('زن')
    expect(all).not.toMatch(/\d{10,}/)
    // Printed again it is the same code.
    expect((await printed(w)).token).toBe(token)
  })

  it('is refused with one bit of it flipped, wherever the bit is', async () => {
    const { token } = await printed(await given())
    let flips = 0
    for (let at = 0; at < token.length; at++)
      for (let bit = 0; bit < 8; bit++) {
        const flipped =
          token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << bit)) + token.slice(at + 1)
        const { verdict, facts } = await check(flipped)
        expect([verdict, facts], flipped).toEqual([expect.stringMatching(/^(ALTERED|UNKNOWN)$/), null])
        flips++
      }
    expect(flips).toBeGreaterThan(2000)
  }, 120_000)

  it('is refused when it is forged: another key, no algorithm, another algorithm, another head, cut short', async () => {
    const w = await given()
    const { token } = await printed(w)
    const [head, body, signature] = token.split('.') as [string, string, string]
    const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { kid: string }
    const bytes = Buffer.from(body, 'base64url')
    const other = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const another = await importJWK(other, 'EdDSA')
    const forged = (header: { alg: string; kid?: string }) =>
      new CompactSign(bytes).setProtectedHeader(header).sign(another)
    const claims = JSON.parse(bytes.toString('utf8')) as object
    for (const one of [
      await forged({ alg: 'EdDSA', kid }),
      await forged({ alg: 'EdDSA', kid: other.x!.slice(0, 11) }),
      await forged({ alg: 'EdDSA' }),
      `${text({ alg: 'none', kid })}.${body}.`,
      `${text({ alg: 'none', kid })}.${body}.${signature}`,
      `${text({ alg: 'HS256', kid })}.${body}.${signature}`,
      `${text({ kid, alg: 'EdDSA' })}.${body}.${signature}`,
      `${head}.${text({ ...claims, i: 'ا. ب.' })}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}`,
      `${head}.${body}.${(await printed(w, 1)).token.split('.')[2]}`,
    ])
      expect(await verdict(one), one).toMatch(/^(ALTERED|UNKNOWN)$/)
    expect(await verdict(token)).toBe('VALID')
  })

  it('says that it was taken back and when, never why, and keeps saying so once the key is retired', async () => {
    const w = await given()
    const { token, serial } = await printed(w)
    await revokeCertificate(await contextOf(w.officer), { certificateId: w.ids[0]!, reason: 'دلیل پنهان' })
    for (const typed of [token, serial]) {
      const told = await check(typed)
      expect(told).toMatchObject({ verdict: 'REVOKED', facts: { revokedOn: '2024-06-01' } })
      expect(JSON.stringify(told)).not.toContain('دلیل')
    }
    expect(await verdict((await printed(w, 1)).token)).toBe('VALID')
  })

  it('ends where a rule lets it end, and not before', async () => {
    const w = await group(demo.sql)
    await demo.sql`insert into app.rule (key, value, level, run_id, province_id, valid_from, source)
      values ('CERTIFICATE_VALID_DAYS', '30', 'RUN', ${w.runId}, null, '2024-01-01', 'آزمون')`
    await recorded(app, w)
    await closeCohort(await contextOf(w.officer), { cohortId: w.cohortId })
    await issueCertificates(await contextOf(w.officer), { cohortId: w.cohortId })
    const [row] =
      await demo.sql`select id, expires_on::text as day from app.certificate where run_id = ${w.runId} limit 1`
    expect(row!.day).toBe('2024-07-01')
    const { token } = await printCertificate(await contextOf(w.officer), { certificateId: row!.id })
    const on = (day: string) => checkCertificate({ ...visitor(), now: new Date(`${day}T12:00:00Z`) }, token)
    expect((await on('2024-06-30')).verdict).toBe('VALID')
    expect((await on('2024-07-01')).verdict).toBe('EXPIRED')
    await expect(
      demo.sql`update app.certificate set expires_on = issued_on where id = ${row!.id}`,
    ).rejects.toThrow('certificate_expiry')
  })

  it('is unknown where we never gave it, and guessing serials slows its network down only', async () => {
    const { serial } = await printed(await given())
    for (const typed of ['', 'WA-1403-DEMO-P-0001', serial.slice(0, 21)])
      expect(await verdict(typed)).toBe('UNKNOWN')
    const wrong = (n: number) => `${'A'.repeat(19)}${String(n).padStart(3, '0')}`
    const network = 'guessing'
    for (let n = 0; n < 21; n++) expect((await check(wrong(n), network)).verdict).toBe('UNKNOWN')
    await expect(check(wrong(22), network)).rejects.toMatchObject({ code: 'E-CRT-04' })
    expect((await check(serial, 'elsewhere')).verdict).toBe('VALID')
  })
})

describe('the key', () => {
  it('that is not on this machine signs nothing, and says so', async () => {
    const w = await given()
    const file = join(keysFolder(), 'certificate-keys.json')
    const kept = readFileSync(file)
    rmSync(file)
    await expect(printed(w)).rejects.toMatchObject({ code: 'E-CRT-03' })
    writeFileSync(file, kept, { mode: 0o600 })
    expect((await check((await printed(w)).token)).verdict).toBe('VALID')
  })

  const keys = () => reading({ userId: '' } as Scope, certificateKeys)

  it('is changed by who runs accounts; what the former signed holds, its secret half is gone', async () => {
    const w = await given()
    const before = await printed(w)
    const [former] = await keys()
    for (const who of [w.officer, w.facilitator])
      await expect(rotateCertificateKey(await contextOf(who))).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await keys()).toHaveLength((await keys()).length)
    const admin = await staff(demo.sql, 'ADMIN', w.provinceScope)
    const { kid } = await rotateCertificateKey(await contextOf(admin))
    expect(await keys()).toMatchObject([
      { kid, retiredOn: null },
      { kid: former!.kid, retiredOn: expect.stringMatching(/^\d{4}-/) },
    ])
    expect(await check(before.token)).toMatchObject({ verdict: 'VALID', retiredOn: expect.any(String) })
    const after = await printed(w)
    expect(after.token).not.toBe(before.token)
    expect(await check(after.token)).toMatchObject({ verdict: 'VALID', retiredOn: null })
    const file = join(keysFolder(), 'certificate-keys.json')
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).toEqual([kid])
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    expect(
      await demo.sql`select actor_id as by, after from audit.event where action = 'certificate.rotate-key'`,
    ).toMatchObject([{ by: admin.userId, after: { number: kid } }])
  })

  it('never stands in the database with its secret half, and no login writes one past the function', async () => {
    const [row] = await demo.sql`select string_agg(k::text, ' ') as told from app.certificate_key k`
    const secrets = JSON.parse(readFileSync(join(keysFolder(), 'certificate-keys.json'), 'utf8')) as Record<
      string,
      { d: string }
    >
    for (const { d } of Object.values(secrets)) expect(row!.told).not.toContain(d)
    await expect(
      app`insert into app.certificate_key (kid, public_key) values (${'A'.repeat(11)}, ${'A'.repeat(43)})`,
    ).rejects.toThrow('permission denied')
    await expect(app`select app.put_certificate_key(${'A'.repeat(11)}, ${'A'.repeat(43)})`).rejects.toThrow()
  })
})
