import { describe, expect, it } from 'vitest'
import { guardsTakenAway } from '../guards/plugin.mjs'
import { countOf } from '../guards/summary'
import { sources } from './tree'

const commands = sources(['db/commands'], /\.ts$/)
const wrapped = ({ path, text }: { path: string; text: string }) =>
  [
    ...(guardsTakenAway().transform(text, `/somewhere/${path}`)?.code ?? '').matchAll(
      /bothGuards\('([^']+)', (true|false)/g,
    ),
  ].map(([, command, guarded]) => ({ command: command!, guarded: guarded === 'true' }))

describe('the guards that are taken away', () => {
  it('are those of every command there is: none is written in a way that passes them by', () => {
    const found = commands.flatMap(wrapped)
    expect(found.filter(({ guarded }) => guarded).length).toBeGreaterThan(180)
    const asked = commands.filter(({ text }) => /\bauthorise\w*\(/.test(text) && /^export /m.test(text))
    // `authorise` is asked by functions that are exported as such, or by what they call.
    const passedBy = asked.filter((one) => wrapped(one).length === 0).map(({ path }) => path)
    expect(passedBy).toEqual([])
  })

  it('would be missed: what lets somebody through with one of them alone is told, and so is what breaks', () => {
    const tried = {
      command: 'x/y',
      guarded: true,
      databaseAlone: 'refused: E-GEN-02',
      applicationAlone: 'refused: E-GEN-02',
    }
    expect(countOf([tried], {})).toMatchObject({ found: [], database: 1, application: 1 })
    expect(countOf([{ ...tried, databaseAlone: 'done' }], {}).found).toEqual([
      'x/y: with the database alone: done',
    ])
    expect(countOf([{ ...tried, applicationAlone: 'error: 42P01' }], {}).found).toEqual([
      'x/y: with the application alone: error: 42P01',
    ])
    expect(
      countOf([{ ...tried, applicationAlone: 'done' }], { 'x/y': { lacks: 'application' } }).found,
    ).toEqual([])
    expect(
      countOf([{ ...tried, databaseAlone: 'done' }], { 'x/y': { lacks: 'application' } }).found,
    ).toHaveLength(1)
  })
})
