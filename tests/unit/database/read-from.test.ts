import { afterEach, expect, it, vi } from 'vitest'
import { loginUrls } from '@/db/logins'

afterEach(() => vi.unstubAllEnvs())

/** The settings as a process begins with them. */
async function readWith(address: string | undefined) {
  vi.stubEnv('DATABASE_URL', 'postgresql://tabavar@127.0.0.1/tabavar')
  vi.stubEnv('TABAVAR_READ_FROM', address)
  vi.resetModules()
  return (await import('@/lib/env')).env().TABAVAR_READ_FROM
}

it('the follower is named by an address with a database, or not at all', async () => {
  expect(await readWith(undefined)).toBeUndefined()
  expect(await readWith('postgresql://follower:5432/tabavar')).toBe('postgresql://follower:5432/tabavar')
  expect(await readWith('postgres://10.0.0.2/tabavar?sslmode=require')).toBeDefined()
  for (const wrong of [
    '',
    'follower',
    'https://follower/tabavar',
    'postgresql://follower:5432',
    'postgresql://follower/',
  ])
    await expect(readWith(wrong), wrong).rejects.toThrow('TABAVAR_READ_FROM')
})

it('whose login is used there follows from the installation’s secret, whatever the address says', () => {
  const { app, pub } = loginUrls('postgresql://somebody:else@follower/tabavar?sslmode=require', 'c2VjcmV0')
  expect(new URL(app)).toMatchObject({ host: 'follower', pathname: '/tabavar', search: '?sslmode=require' })
  expect(new URL(app).username).toMatch(/^tabavar_rw_/)
  expect(new URL(pub).username).toMatch(/^tabavar_pub_/)
})
