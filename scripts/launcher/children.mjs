// The programs that are started here, each in a process group of its own: Ctrl-C reaches the launcher alone, which
// then stops them in order.
import { spawn } from 'node:child_process'
import { writeSync } from 'node:fs'
import { Stop } from './errors.mjs'
import { openLog } from './log-file.mjs'
import { root } from './paths.mjs'
import { gone, identity, signal } from './runs.mjs'

const PATIENCE = 8000
const living = new Map()
let stopping = false

export const isStopping = () => stopping

function begin(name, command, args, { env, stdio, run, cwd = root }) {
  if (stopping) throw new Stop('Stopped.')
  const child = spawn(command, args, { cwd, env: env ?? process.env, stdio, detached: true })
  if (child.pid) {
    living.set(child.pid, { name, child, mark: identity(child.pid) })
    run?.addChild(name, child.pid, 'SIGTERM')
    child.once('exit', () => {
      living.delete(child.pid)
      run?.removeChild(child.pid)
    })
  }
  return child
}

/** Runs a program to its end. Its output is returned; with `show` it also goes to the terminal. */
export function runProgram(name, command, args, { env, run, show = false } = {}) {
  return new Promise((done, fail) => {
    const child = begin(name, command, args, { env, run, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let out = ''
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      output += chunk
      out += chunk
      if (show) process.stdout.write(chunk)
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
      if (show) process.stderr.write(chunk)
    })
    child.once('error', (error) => fail(new Stop(`${name} could not be started: ${error.message}`)))
    child.once('close', (code, killedBy) => done({ code: code ?? 1, killedBy, output, out }))
  })
}

/** A disk that is full costs lines and no more: a program that cannot be written about goes on, and so does the log later. */
function writerOf(path) {
  const file = openLog(path)
  return (chunk) => {
    try {
      writeSync(file, chunk)
    } catch {
      // Nobody could be told.
    }
  }
}

/** Starts a program that stays; everything it says goes to its log, its complaints also to the terminal. */
export function keepProgram(name, command, args, { env, run, log, onEnd }) {
  const write = writerOf(log)
  const child = begin(name, command, args, { env, run, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', write)
  child.stderr.on('data', (chunk) => {
    write(chunk)
    if (!stopping) process.stderr.write(chunk)
  })
  child.once('error', (error) => onEnd(new Stop(`${name} could not be started: ${error.message}`)))
  child.once('exit', (code, killedBy) => {
    if (!stopping) onEnd(new Stop(`${name} ended by itself (${killedBy ?? `code ${code}`}); its log: ${log}`))
  })
  return child
}

/** Ends one program and all it started. */
export async function stopChild(child) {
  const note = living.get(child.pid)
  if (!note) return
  signal(-child.pid, 'SIGTERM')
  if (await gone(child.pid, note.mark, PATIENCE)) return
  signal(-child.pid, 'SIGKILL')
  await gone(child.pid, note.mark, 2000)
}

export async function stopAll() {
  stopping = true
  await Promise.all([...living.values()].map(({ child }) => stopChild(child)))
}

/** Calls `end` once, whatever comes first: Ctrl-C, a polite kill, or the terminal going away. */
export function onStopSignal(end) {
  let asked = false
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      if (asked) return
      asked = true
      end(name)
    })
  }
}

/** An error nobody waits for must not end the launcher alone: what it started would stay. */
export function onTrouble(end) {
  process.on('uncaughtException', end)
}
