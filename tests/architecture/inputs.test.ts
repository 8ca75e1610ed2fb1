import { describe, expect, it } from 'vitest'
import { code, type Source, sources } from './tree'

/** Where something is taken whose fields are not all named, and why nothing of it is written as it came. */
const LAX: Record<string, string> = {
  'lib/env.ts': 'the file of the keys, written by ourselves; what a newer version put into it is kept',
  'lib/releases/geojson.ts':
    'a map laid beside the installation by its operator; names and shapes are read out of it',
  'lib/rules/schema.ts': 'one key, checked against the table of rules',
  'lib/sync/schema.ts': 'operations are parsed one by one, so that one bad one does not hold up the rest',
  'lib/picture/schema.ts':
    'the filters of a saved view: short texts, kept as they are for her who saved them',
  'db/commands/workshops/import-registers.ts': 'which person a name of the sheet means: ids only',
  'db/commands/people/register-person.ts': 'the rest is parsed by the schema of a person',
  'db/commands/people/add-facilitator.ts': 'the rest is parsed by the schema of a person',
  'db/commands/people/import-draft.ts':
    'how a sheet is to be read: short answers, kept sealed with the sheet',
}
const IS_LAX = /looseObject|passthrough|catchall|\.loose\(|z\.(any|unknown|record|custom)\b/

/** What a command may do with what it was given: parse it. */
const PARSED = /\b(?:parse|safeParse|parseRegister)\(input\)|\binput\??: |\bz\.input<|= input$/gm
/** Read beside what was parsed, and parsed by the command it is handed to. */
const HANDED_ON: Record<string, string[]> = {
  'db/commands/access/open-province.ts': ['input.directorHandle', 'input.officerHandle'],
}
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')

function readRaw({ path, text }: Source): string[] {
  const left = withoutComments(text).replace(PARSED, '')
  return [...left.matchAll(/\binput\b[.\w]*/g)]
    .map(([word]) => word)
    .filter((word) => !HANDED_ON[path]?.includes(word))
}
/** Functions that take `input` and never parse it. */
function unparsed({ text }: Source): string[] {
  return [...withoutComments(text).matchAll(/^export async function (\w+)\([^{]*?\binput\??: [\s\S]*?^\}/gm)]
    .filter(([body]) => !/\b(?:parse|safeParse|parseRegister)\((input|rest)\)/.test(body))
    .map(([, name]) => name!)
}

describe('a field that no form has', () => {
  const commands = sources(['db/commands'], /\.ts$/)

  it('is let through by no schema but those named here', () => {
    const found = code().filter(({ text }) => /\bz\b/.test(text) && IS_LAX.test(withoutComments(text)))
    expect(found.map(({ path }) => path).sort()).toEqual(Object.keys(LAX).sort())
  })

  it('reaches no statement: a command reads what it parsed, and nothing else of what it was given', () => {
    expect(commands.filter(({ text }) => /\binput\??: /.test(text)).length).toBeGreaterThan(100)
    expect(
      commands.map((one) => [one.path, readRaw(one)] as const).filter(([, words]) => words.length > 0),
    ).toEqual([])
    expect(
      commands.map((one) => [one.path, unparsed(one)] as const).filter(([, names]) => names.length > 0),
    ).toEqual([])
  })

  it('would be found', () => {
    const planted = (body: string) => ({
      path: 'db/commands/x.ts',
      text: `export async function x(ctx: Context, input: X): Promise<void> {\n${body}\n}`,
    })
    expect(readRaw(planted('const a = X.parse(input)\nwrite({ ...a, ...input })'))).toEqual(['input'])
    expect(readRaw(planted('X.parse(input)\nwrite(input.role)'))).toEqual(['input.role'])
    expect(unparsed(planted('write(1)'))).toEqual(['x'])
    expect(unparsed(planted('const a = X.parse(input)\nwrite(a)'))).toEqual([])
    expect(IS_LAX.test('z.looseObject({})')).toBe(true)
  })
})
