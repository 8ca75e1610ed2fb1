import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { importUnderWay, runningImport } from '@/lib/server/running-imports'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('can be left and come back to while it works and a while after', async () => {
  let finish: (place: string) => void = () => {}
  const result = runningImport('draft-1', 'officer', (onProgress) => {
    onProgress(250, 10_000)
    return new Promise((done) => {
      finish = done
    })
  })
  expect(importUnderWay('draft-1', 'officer')).toMatchObject({ done: 250, total: 10_000, place: null })
  expect(importUnderWay('draft-1', 'somebody else')).toBeNull()
  finish('/result')
  expect(await result).toBe('/result')
  expect(importUnderWay('draft-1', 'officer')).toMatchObject({ place: '/result' })
  vi.advanceTimersByTime(11 * 60_000)
  expect(importUnderWay('draft-1', 'officer')).toBeNull()
})

it('is forgotten at once when nothing was recorded, and a second confirmation does not hide the first', async () => {
  await expect(runningImport('draft-2', 'officer', () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  )
  expect(importUnderWay('draft-2', 'officer')).toBeNull()
  let finish: (place: string) => void = () => {}
  const first = runningImport('draft-3', 'officer', (onProgress) => {
    onProgress(1, 2)
    return new Promise((done) => {
      finish = done
    })
  })
  await expect(runningImport('draft-3', 'officer', () => Promise.reject(new Error('gone')))).rejects.toThrow(
    'gone',
  )
  expect(importUnderWay('draft-3', 'officer')).toMatchObject({ done: 1, total: 2 })
  finish('/result')
  await first
})
