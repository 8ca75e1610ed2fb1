import { describe, expect, it } from 'vitest'
import { PIN_TRIES, readPin, unlockByPin, unlockBySecret } from '@/lib/client/phone/vault'
import { enrol, freshPhone, newId } from './stand-in'

describe('a PIN as typed', () => {
  it.each([
    ['1234', '1234'],
    ['۱۲۳۴', '1234'],
    ['٠٩٨٧٦', '09876'],
    [' 0000 ', '0000'],
    ['123', null],
    ['12a4', null],
    ['', null],
    ['1234567890123', null],
  ])('%s is read as %s', (typed, read) => expect(readPin(typed)).toBe(read))
})

describe('the vault', () => {
  it('opens with the PIN it was closed with, and with no other', async () => {
    const db = await freshPhone()
    const { account } = await enrol(db, { pin: '4321' })
    expect(await unlockByPin(db, account, '1234', 2)).toEqual({ ok: false, left: PIN_TRIES - 1 })
    expect(await unlockByPin(db, account, '4321', 2)).toMatchObject({ ok: true })
    expect((await db.get('accounts', account))?.tries).toBe(0)
  })

  it('throws the PIN away with the fifth wrong one; the office’s secret opens the same data under a new PIN', async () => {
    const db = await freshPhone()
    const first = await enrol(db, { pin: '4321', secret: 'hers' })
    const { account } = first
    for (let left = PIN_TRIES - 1; left >= 0; left--) {
      expect(await unlockByPin(db, account, '0000', 2)).toEqual({ ok: false, left })
    }
    expect((await db.get('accounts', account))?.pin).toBeNull()
    expect(await unlockByPin(db, account, '4321', 2)).toEqual({ ok: false, left: 0 })
    expect(await unlockBySecret(db, account, 'somebody else’s', '9999', 3)).toBeNull()
    expect(await unlockBySecret(db, account, 'hers', '9999', 3)).toMatchObject({ account })
    expect(await unlockByPin(db, account, '9999', 4)).toMatchObject({ ok: true })
  })

  it('counts a try before it is made: a phone switched off meanwhile has no more tries', async () => {
    const db = await freshPhone()
    const { account } = await enrol(db)
    const owner = (await db.get('accounts', account))!
    await db.put('accounts', { ...owner, tries: PIN_TRIES })
    expect(await unlockByPin(db, account, '1234', 2)).toEqual({ ok: false, left: 0 })
  })

  it('is of no use in another browser: the PIN alone opens nothing without the device’s key', async () => {
    const db = await freshPhone()
    const mine = await enrol(db, { pin: '1234' })
    const other = await enrol(db, { pin: '1234' })
    const owner = (await db.get('accounts', mine.account))!
    const stolen = (await db.get('accounts', other.account))!
    await db.put('accounts', { ...owner, seal: stolen.seal })
    expect(await unlockByPin(db, mine.account, '1234', 2)).toMatchObject({ ok: false })
  })

  it('keeps private keys that cannot be taken out', async () => {
    const db = await freshPhone()
    const { account, key } = await enrol(db)
    const { sign, seal } = (await db.get('accounts', account))!
    expect([sign.extractable, seal.extractable, key.extractable]).toEqual([false, false, false])
  })

  it('tells accounts of a shared phone apart by a number, never by a name', async () => {
    const db = await freshPhone()
    await enrol(db, { id: newId() })
    await enrol(db, { id: newId() })
    expect((await db.getAll('accounts')).map((one) => one.ordinal).sort()).toEqual([1, 2])
  })
})
