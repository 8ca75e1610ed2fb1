import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, it } from 'vitest'
import { DatabaseFault, translated } from '@/db/errors'

const refused = (more: object) =>
  Object.assign(new Error('duplicate key value: زهرا'), { severity: 'ERROR', ...more })

describe('what the database refuses', () => {
  it('is a sentence where a user can run into it', () => {
    const error = new DrizzleQueryError(
      'insert …',
      ['0000101011'],
      refused({ code: '23505', constraint_name: 'cohort_place' }),
    )
    expect(translated(error)).toMatchObject({ name: 'AppError', code: 'E-COH-01' })
  })
  it('is E-GEN-02 where row-level security refused', () => {
    expect(translated(refused({ code: '42501' }))).toMatchObject({ code: 'E-GEN-02' })
  })
  it('carries no value into the log otherwise', () => {
    const error = new DrizzleQueryError(
      'insert into app.person …',
      ['زهرا', '0000101011'],
      refused({
        code: '23502',
        table_name: 'person',
        column_name: 'sex',
        detail: 'Failing row contains (زهرا, 0000101011)',
      }),
    )
    const told = translated(error)
    expect(told).toBeInstanceOf(DatabaseFault)
    const everything = JSON.stringify(told, Object.getOwnPropertyNames(told)) + String(told)
    expect(everything).not.toMatch(/زهرا|0000101011/)
    expect(everything).toContain('person sex')
  })
  it('leaves errors of others alone', () => {
    const error = new Error('other')
    expect(translated(error)).toBe(error)
  })
})
