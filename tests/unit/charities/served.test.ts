import { describe, expect, it } from 'vitest'
import { monthOf, monthText, monthTyped } from '@/lib/charities/month'
import { confirmable, monthsToConfirm, pledgeFault, settlePledge } from '@/lib/charities/served'

const running = { startsOn: '2024-03-20', endsOn: '2025-03-19', state: 'ACTIVE' } as const

describe('the months she is asked about', () => {
  it('are the newest three of the agreement that have begun', () => {
    expect(monthsToConfirm(running, '2024-07-22')).toEqual([140305, 140304, 140303])
    expect(monthsToConfirm(running, '2024-04-25')).toEqual([140302, 140301])
    expect(monthsToConfirm(running, '2024-03-20')).toEqual([140301])
    expect(monthsToConfirm(running, '2025-04-22')).toEqual([140312])
    expect(monthsToConfirm(running, '2026-01-01')).toEqual([])
  })
  it('are none of what is not delivered yet', () => {
    for (const state of ['PROPOSED', 'ASSESSED', 'APPROVED'] as const)
      expect(monthsToConfirm({ ...running, state }, '2024-07-22')).toEqual([])
    expect(monthsToConfirm({ ...running, state: 'TERMINATED' }, '2024-07-22')).toHaveLength(3)
  })
  it('are asked about and no other', () => {
    expect(confirmable(140304, running, '2024-07-22')).toEqual({ ok: true, value: 140304 })
    for (const month of [140302, 140306, 140313, 0])
      expect(confirmable(month, running, '2024-07-22')).toMatchObject({ code: 'E-CD-27' })
  })
})

describe('a month', () => {
  it('is typed in either script and with any stroke', () => {
    expect(['1403/04', '۱۴۰۳/۴', '1403-12', '۱۴۰۳.۰۱'].map(monthOf)).toEqual([140304, 140304, 140312, 140301])
    expect(['1403/13', '1403/00', '04/1403', '140304', ''].map(monthOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
    expect(monthOf(monthTyped(140309))).toBe(140309)
    expect([monthText(140304, 'fa'), monthText(140304, 'en')]).toEqual(['تیر ۱۴۰۳', 'Tir 1403'])
  })
})

describe('a pledge', () => {
  it('is an amount or goods, never both and never neither', () => {
    expect(pledgeFault({ kind: 'MONEY', amount: 1, goods: '' })).toBeNull()
    expect(pledgeFault({ kind: 'GOODS', amount: null, goods: 'ده ویلچر' })).toBeNull()
    for (const wrong of [
      { kind: 'MONEY', amount: null, goods: '' },
      { kind: 'MONEY', amount: 0, goods: '' },
      { kind: 'MONEY', amount: 5, goods: 'و ویلچر' },
      { kind: 'GOODS', amount: 5, goods: 'ده ویلچر' },
      { kind: 'GOODS', amount: null, goods: '' },
    ] as const)
      expect(pledgeFault(wrong)).toMatchObject({ code: 'E-CD-28' })
  })
  it('is settled once: with a receipt, or with a reason', () => {
    const none = { receiptNo: '', reason: '' }
    expect(settlePledge('PROMISED', { to: 'RECEIVED', receiptNo: '7', reason: '' })).toEqual({
      ok: true,
      value: 'RECEIVED',
    })
    expect(settlePledge('PROMISED', { to: 'RECEIVED', ...none })).toMatchObject({ code: 'E-CD-29' })
    expect(settlePledge('PROMISED', { to: 'WITHDRAWN', ...none })).toMatchObject({ code: 'E-CD-13' })
    expect(settlePledge('RECEIVED', { to: 'WITHDRAWN', receiptNo: '', reason: 'x' })).toMatchObject({
      code: 'E-CD-12',
    })
  })
})
