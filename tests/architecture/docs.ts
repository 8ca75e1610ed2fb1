import type { Source, Violation } from './tree'

type Tree = { paths: readonly string[] }

/** Made on the machine, so git does not know them. */
const MADE = /^(\.data|\.next[\w-]*|dist|node_modules|test-results|\.env(\.local)?)(\/|$)/
const ENDING = /\.(tsx?|mjs|js|sql|json|md|csv|xlsx|ya?ml|css|svg|png|txt)$/

/** Fenced blocks show commands and pictures, not promises about files. */
const prose = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')
const inlineCode = (text: string) => [...prose(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!)

/** Every file and every folder above one. */
export function treeOf(files: readonly string[]): Tree {
  const paths = new Set(files)
  for (const file of files) {
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1))
      paths.add(file.slice(0, at))
  }
  return { paths: [...paths] }
}

/** «<domain>» stands for one name, «*» for a part of one; anything else for itself. */
function pattern(path: string): RegExp {
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/<[^>]+>/g, '[^/]+').replace(/\*+/g, '[^/]*')}$`)
}

function exists(path: string, { paths }: Tree): boolean {
  const wanted = path.replace(/\/$/, '')
  return /[<*]/.test(wanted) ? paths.some((known) => pattern(wanted).test(known)) : paths.includes(wanted)
}

/** What in backticks looks like a path of the repository: it begins at its top, or it has folders and an ending. */
export function pathsIn(text: string, tree: Tree): string[] {
  const tops = new Set(tree.paths.filter((path) => !path.includes('/')))
  return inlineCode(text)
    .flatMap((told) => told.split(/\s+/))
    .map((word) => word.replace(/^@\//, '').replace(/[,;:.]+$/, ''))
    .filter((word) => /^[\w.][\w.[\]()<>*-]*\/[\w.[\]()<>*/-]*$/.test(word) && !MADE.test(word))
    .filter((word) => tops.has(word.split('/')[0]!) || ENDING.test(word))
}

export function pathViolations(documents: Source[], tree: Tree): Violation[] {
  return documents.flatMap(({ path, text }) =>
    pathsIn(text, tree)
      .filter((named) => !exists(named, tree))
      .map((named) => ({ path, rule: `names ${named}, which is not there` })),
  )
}

/** Links within the repository. Pictures are asked for once their folder is there. */
export function linkViolations(documents: Source[], tree: Tree): Violation[] {
  const pictured = tree.paths.includes('docs/pictures')
  return documents.flatMap(({ path, text }) => {
    const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : ''
    return [...prose(text).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => new URL(`file:///${folder}${target}`).pathname.slice(1))
      .filter((target) => !exists(target, tree) && (pictured || !target.startsWith('docs/pictures/')))
      .map((target) => ({ path, rule: `links to ${target}, which is not there` }))
  })
}

/** What a document says stands on a screen, in «» and Persian, and no message says. */
export function screenViolations(documents: Source[], messages: string): Violation[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(/«([^»\n]*\p{Script=Arabic}[^»\n]*)»/gu)]
      .map((match) => match[1]!)
      .filter((words) => !messages.includes(words))
      .map((words) => ({ path, rule: `says «${words}», which no screen does` })),
  )
}

/** A heading as a link within a document names it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** Links to a heading, here or in another document, that nobody wrote. */
export function anchorViolations(documents: Source[]): Violation[] {
  const anchors = new Map(
    documents.map(({ path, text }) => [
      path,
      [...prose(text).matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1]!)),
    ]),
  )
  return documents.flatMap(({ path, text }) =>
    [...prose(text).matchAll(/\]\(([^)\s#:]*)#([^)\s]+)\)/g)]
      .map(([, target, anchor]) => ({
        target: new URL(`file:///${target ? path.replace(/[^/]*$/, '') + target : path}`).pathname.slice(1),
        anchor: anchor!,
      }))
      .filter(({ target, anchor }) => !anchors.get(target)?.includes(anchor))
      .map(({ target, anchor }) => ({ path, rule: `links to #${anchor}, which ${target} does not have` })),
  )
}

/** `npm run x`, `npm start` and `npm test` that package.json does not have. */
export function scriptViolations(documents: Source[], scripts: readonly string[]): Violation[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
      .map((match) => match[1] ?? match[2]!)
      .filter((name) => !scripts.includes(name))
      .map((name) => ({ path, rule: `npm has no script ${name}` })),
  )
}

/** Records are 0001, 0002 … without gap or double, and each begins with its number. */
export function recordViolations(records: Source[]): Violation[] {
  return records
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .flatMap(({ path, text }, index) => {
      const number = String(index + 1).padStart(4, '0')
      const name = path.slice(path.lastIndexOf('/') + 1)
      if (!name.startsWith(`${number}-`)) return [{ path, rule: `the record after ${index} is ${number}` }]
      return text.startsWith(`# ${number} `)
        ? []
        : [{ path, rule: `begins with another number than ${number}` }]
    })
}

/** Tables as a document names them: those of `app` bare, others with their schema. */
export function tablesOf(schema: Source[]): string[] {
  return schema.flatMap(({ text }) =>
    [...text.matchAll(/\b(app|audit|pub)\.table\(\s*'(\w+)'/g)].map(([, where, name]) =>
      where === 'app' ? name! : `${where}.${name}`,
    ),
  )
}

/** Cells of one column below the header of every table of a document. */
function column(text: string, index: number): string[] {
  const rows = prose(text)
    .split('\n')
    .filter((line) => line.startsWith('|'))
  return rows
    .filter((row, at) => !/^\|[\s:|-]+$/.test(row) && !/^\|[\s:|-]+$/.test(rows[at + 1] ?? ''))
    .map((row) => row.split('|')[index + 1]?.trim() ?? '')
}

/** What is told in two rows is soon told in two ways: names of the first column that come twice. */
export function doubleViolations({ path, text }: Source): Violation[] {
  const named = column(text, 0).flatMap((cell) => cell.split(/,\s*/))
  return named
    .filter((name, at) => named.indexOf(name) !== at)
    .map((name) => ({ path, rule: `has two rows for ${name}` }))
}

/** The first column of the document and the tables of the schema are the same names. */
export function tableViolations({ path, text }: Source, tables: readonly string[]): Violation[] {
  const named = column(text, 0).flatMap((cell) => cell.split(/,\s*/))
  return [
    ...tables
      .filter((table) => !named.includes(table))
      .map((table) => ({ path, rule: `does not name the table ${table}` })),
    ...named
      .filter((name) => !tables.includes(name))
      .map((name) => ({ path, rule: `names ${name}, which is no table` })),
  ]
}

/** Code words of the glossary (its second column) that the code does not use. */
export function wordViolations({ path, text }: Source, code: Source[]): Violation[] {
  const said = new Set(code.flatMap(({ text: told }) => told.toLowerCase().match(/[a-z]\w*/g) ?? []))
  const parts = new Set([...said].flatMap((word) => word.split('_')))
  return column(text, 1)
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!))
    .filter((word) => !said.has(word.toLowerCase()) && !parts.has(word.toLowerCase()))
    .map((word) => ({ path, rule: `the code does not know the word ${word}` }))
}
