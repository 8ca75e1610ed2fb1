import { describe, expect, it } from 'vitest'
import { can, canSomewhere, type Grant } from '@/lib/access/policy'
import { homePath } from '@/lib/access/way-in'

const officer: Grant = {
  role: 'CHARITY_OFFICER',
  scopeId: 5,
  path: [1, 5],
  kind: 'PROVINCE',
  programme: 'CHARITY',
}
const charity: Grant = {
  role: 'PROVIDER',
  scopeId: 9,
  path: [1, 5, 7, 9],
  kind: 'UNIT',
  programme: 'CHARITY',
}

describe('who works with charities', () => {
  it('writes nothing of another programme, also where nodes belong to all', () => {
    for (const power of [
      'record',
      'review',
      'enrol',
      'run',
      'rules',
      'prepare',
      'sign',
      'people',
      'marks',
    ] as const) {
      expect([power, can([officer, charity], power, { path: [1, 5] })]).toEqual([power, false])
      expect(canSomewhere([officer, charity], power)).toBe(false)
    }
    expect(can([officer], 'devolve', { path: [1, 5, 7, 9], programme: 'CHARITY' })).toBe(true)
    expect(can([officer], 'devolve', { path: [1, 5, 7, 8], programme: 'RESILIENCE' })).toBe(false)
  })
  it('is a charity at its own node only', () => {
    expect(can([charity], 'deliver', { path: [1, 5, 7, 9], programme: 'CHARITY' })).toBe(true)
    expect(can([charity], 'deliver', { path: [1, 5, 7, 10], programme: 'CHARITY' })).toBe(false)
    expect(canSomewhere([charity], 'devolve', 'CHARITY')).toBe(false)
  })
  it('lands where her work is', () => {
    expect([homePath(['CHARITY_OFFICER'], 'fa'), homePath(['PROVIDER'], 'en')]).toEqual([
      '/fa/office/charities',
      '/en/office/charities/own',
    ])
    expect(homePath(['CHARITY_OFFICER', 'PROVINCE_OFFICER'], 'fa')).toBe('/fa/office')
  })
})
