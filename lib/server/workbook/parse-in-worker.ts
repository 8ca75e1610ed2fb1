import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CellValue } from '@/lib/shared/cell'
import { fail, ok, type Result } from '@/lib/shared/result'
import { WORKBOOK_LIMITS, type WorkbookCode, type WorkbookLimits } from './limits'
import { WORKER_SOURCE } from './worker-source'
import type { ZipEntry } from './zip-directory'

export type ParsedSheet = { name: string; rows: CellValue[][] }
export type ParseTask =
  | { kind: 'xlsx'; bytes: Uint8Array; entries: ZipEntry[] }
  | { kind: 'csv'; text: string }

type Answer = { sheets: ParsedSheet[] } | { refusal: WorkbookCode }

let running = 0
const waiting: (() => void)[] = []

/**
 * Parses in a thread of its own with a bounded heap and time, so that the server goes on serving whatever the file
 * does. A file that uses up either is refused as file-unpacks-too-large.
 */
export async function parseInWorker(
  task: ParseTask,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Promise<Result<ParsedSheet[], WorkbookCode>> {
  await turn(limits.parallel)
  try {
    const answer = await answerOf(task, limits)
    return 'sheets' in answer ? ok(answer.sheets) : fail(answer.refusal)
  } finally {
    // Whoever waits inherits the place, so that nobody slips in between.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

async function turn(parallel: number): Promise<void> {
  if (running >= parallel) return new Promise((resolve) => waiting.push(resolve))
  running++
}

function answerOf(task: ParseTask, limits: WorkbookLimits): Promise<Answer> {
  // Resolved from where the product runs: inside a bundle there is no folder to resolve from.
  const fromRoot = createRequire(join(process.cwd(), 'package.json'))
  const modules = {
    hucre: pathToFileURL(fromRoot.resolve('hucre/xlsx')).href,
    papaparse: pathToFileURL(fromRoot.resolve('papaparse')).href,
  }
  return new Promise((resolve) => {
    const worker = new Worker(WORKER_SOURCE, {
      eval: true,
      workerData: { ...task, limits, modules },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const done = (answer: Answer) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => done({ refusal: 'file-unpacks-too-large' }), limits.parseMs)
    worker.once('message', done)
    worker.once('error', () => done({ refusal: 'file-unpacks-too-large' }))
    worker.once('exit', () => done({ refusal: 'file-unpacks-too-large' }))
  })
}
