import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  anchorViolations,
  doubleViolations,
  linkViolations,
  pathsIn,
  pathViolations,
  recordViolations,
  screenViolations,
  scriptViolations,
  tablesOf,
  tableViolations,
  treeOf,
  wordViolations,
} from './docs'
import { code, ROOT, sources } from './tree'

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
})
const tree = treeOf(listed.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path))))
const documents = sources(['README.md', 'CONTRIBUTING.md', 'docs'], /\.md$/)
const document = (path: string) => documents.find((each) => each.path === path)!
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const tables = tablesOf(sources(['db/schema'], /\.ts$/))
const say = (text: string, path = 'docs/x.md') => [{ path, text }]

describe('paths in documents', () => {
  it('are there', () => {
    expect(documents.length).toBeGreaterThan(5)
    expect(pathViolations(documents, tree)).toEqual([])
  })
  it('are really looked at', () => {
    expect(documents.flatMap(({ text }) => pathsIn(text, tree)).length).toBeGreaterThan(50)
  })
  it.each([
    '`lib/people/ghost.ts`',
    '`db/commands/<domain>/ghost-*.ts`',
    '`library/people.ts`',
    '`node scripts/ghost.mjs db`',
    '`docs/ghost/`',
    '`app/[locale]/(ghost)/page.tsx`',
  ])('a planted %s is found', (text) => {
    expect(pathViolations(say(text), tree)).toHaveLength(1)
  })
  it.each([
    '`lib/<domain>`',
    '`db/schema/*.ts`',
    '`@/lib/env.ts`',
    '`/api/register/v1`',
    '`read/write`',
    '`.data/keys/keyring.json`',
    '```\nlib/ghost.ts\n```',
  ])('%s is let through', (text) => {
    expect(pathViolations(say(text), tree)).toEqual([])
  })
})

describe('links in documents', () => {
  it('lead somewhere', () => {
    expect(linkViolations(documents, tree)).toEqual([])
  })
  it('planted ones that do not are found', () => {
    expect(linkViolations(say('[a](ghost.md) [b](../README.md) [c](https://x.ir/y.md)'), tree)).toHaveLength(
      1,
    )
    const pictured = treeOf(['docs/pictures/there.png'])
    expect(linkViolations(say('![a](docs/pictures/ghost.png)', 'README.md'), pictured)).toHaveLength(1)
  })
})

describe('words of screens in documents', () => {
  // Records tell of names and sheets as well, the glossary of words in general, and README greets in Persian.
  const guides = documents.filter(({ path }) => !/decisions\/|glossary/.test(path))
  const told = guides.map((each) => ({
    ...each,
    text: each.text.replace(/<div dir="rtl"[\s\S]*?<\/div>/, ''),
  }))
  const messages = sources(['messages/fa'], /\.json$/)
    .map(({ text }) => text)
    .join('\n')
  it('are said by a screen', () => {
    expect(messages.length).toBeGreaterThan(100_000)
    expect(screenViolations(told, messages)).toEqual([])
  })
  it('a planted one that no screen says is found', () => {
    expect(screenViolations(say('under «روح», not «there»'), '"title": "گروه"')).toHaveLength(1)
  })
})

describe('links to a heading', () => {
  it('lead to one', () => {
    expect(anchorViolations(documents)).toEqual([])
  })
  it('planted ones that do not are found', () => {
    const there = say('# What it “costs”, in ms\n[a](#what-it-costs-in-ms)', 'docs/there.md')
    const told = '[b](there.md#what-it-costs-in-ms) [c](there.md#ghost) [d](#ghost) [e](https://x.ir/#y)'
    expect(anchorViolations([...there, ...say(told)])).toHaveLength(2)
  })
})

describe('tables with a name in each row', () => {
  it.each(['docs/database.md', 'docs/glossary.md', 'docs/decisions/0002-codes-beside-the-catalogue.md'])(
    'of %s have one row for each',
    (path) => {
      expect(doubleViolations(document(path))).toEqual([])
    },
  )
  it('a planted second row is found', () => {
    const text = '| table | a row is |\n|---|---|\n| scope, run | a node |\n| run | a period |'
    expect(doubleViolations({ path: 'docs/x.md', text })).toHaveLength(1)
  })
})

describe('npm scripts in documents', () => {
  it('exist', () => {
    expect(scriptViolations(documents, Object.keys(scripts))).toEqual([])
  })
  it('a planted one that does not is found', () => {
    expect(scriptViolations(say('`npm run ghost`, then\n```\nnpm test\n```'), ['test'])).toHaveLength(1)
    expect(scriptViolations(say('`npm start`'), ['test'])).toHaveLength(1)
  })
})

describe('decision records', () => {
  it('are numbered without gap or double', () => {
    const records = documents.filter(({ path }) => path.startsWith('docs/decisions/'))
    expect(records.length).toBeGreaterThan(0)
    expect(recordViolations(records)).toEqual([])
  })
  it.each([
    ['a gap', ['0001-a', '0003-c'], ['0001', '0003']],
    ['a double', ['0001-a', '0001-b'], ['0001', '0001']],
    ['another number in the heading', ['0001-a', '0002-b'], ['0001', '0001']],
  ])('%s is found', (_what, names, numbers) => {
    const records = names.map((name, i) => ({
      path: `docs/decisions/${name}.md`,
      text: `# ${numbers[i]} Title`,
    }))
    expect(recordViolations(records)).toHaveLength(1)
  })
})

describe('the database document', () => {
  it('names every table, and no other', () => {
    expect(tables.length).toBeGreaterThan(30)
    expect(tableViolations(document('docs/database.md'), tables)).toEqual([])
  })
  it('a planted table is missed, a planted name found', () => {
    const text = '| table | a row is |\n|---|---|\n| scope, ghost | a node |'
    const planted = tablesOf(say("app.table(\n  'scope', {})\npub.table('release', {})"))
    expect(tableViolations({ path: 'docs/x.md', text }, planted).map(({ rule }) => rule)).toEqual([
      'does not name the table pub.release',
      'names ghost, which is no table',
    ])
  })
})

describe('the glossary', () => {
  it('knows only words the code uses', () => {
    expect(wordViolations(document('docs/glossary.md'), code())).toEqual([])
  })
  it('a planted word is found', () => {
    const text = '| فارسی | code | meaning |\n|---|---|---|\n| روح | `ghostlyCohort`, `cohort` | nothing |'
    expect(wordViolations({ path: 'docs/x.md', text }, say('const cohort = 1'))).toHaveLength(1)
  })
})
