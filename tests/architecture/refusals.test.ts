import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerable, besideCatalogue, unprovoked } from './refusals'
import { code, ROOT, sources } from './tree'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const errors = Object.keys(JSON.parse(read('messages/fa/errors.json')) as object).filter((key) =>
  /^[EW]-[A-Z]{2,3}-\d{2}$/.test(key),
)
const beside = besideCatalogue(read('docs/decisions/0002-codes-beside-the-catalogue.md'))
const answered = answerable([...code(), ...sources(['db/migrations'], /\.sql$/)])

/**
 * A code nothing in the product names cannot be provoked: the catalogue also holds the sentences of programmes and
 * surveys that are not built. The day a line of the product answers with one, it is asked for here.
 */
const catalogue = errors.filter((one) => answered.has(one) && !beside(one))

describe('every refusal of the catalogue', () => {
  it('is provoked where people meet it, read in Persian, and proved to have written nothing', () => {
    expect(catalogue.length).toBeGreaterThan(35)
    expect(unprovoked(catalogue, sources(['tests/db/refusals'], /\.test\.ts$/))).toEqual([])
  })
  it('would be missed: a mention is no provocation', () => {
    const file = (text: string) => [{ path: 'tests/db/refusals/x.test.ts', text }]
    expect(unprovoked(['E-ATT-01'], file("expect(code).toBe('E-ATT-01')"))).toEqual(['E-ATT-01'])
    expect(unprovoked(['E-ATT-01'], file("refusal(\n  'E-ATT-01',\n  'x', 'y', stage)"))).toEqual([])
  })
  it('that cannot be answered belongs to what is not built', () => {
    const built = /^[EW]-(GEN|PER|RUN|FAC|COH|ENR|SES|ATT|PUB)-/
    expect(errors.filter((one) => built.test(one) && !answered.has(one))).toEqual([])
  })
})

describe('the record of codes beside the catalogue', () => {
  it('holds none that no test names', () => {
    const tests = sources(['tests/db', 'tests/unit'], /\.tsx?$/).map(({ text }) => text)
    const recorded = [...answered].filter(beside)
    expect(recorded.length).toBeGreaterThan(60)
    expect(recorded.filter((one) => !tests.some((text) => text.includes(one))).sort()).toEqual([])
  })
  it('is read with its ranges and whole series', () => {
    const record = '| E-AAA | 04 one · 06 to 07 two |\n| E-BBB, W-CCC | all: others (17 to 20: more) |'
    const found = ['E-AAA-04', 'E-AAA-05', 'E-AAA-07', 'W-CCC-01', 'E-DDD-01']
    expect(found.filter(besideCatalogue(record))).toEqual(['E-AAA-04', 'E-AAA-07', 'W-CCC-01'])
  })
})
