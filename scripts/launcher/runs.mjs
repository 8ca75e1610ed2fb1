// Each launcher writes down what it started. Whatever a killed one left behind is ended by the next, and nothing
// else: a process is known by its number together with the moment it began, since numbers are used again.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A text that is this process's alone while it lives; undefined when it is gone or a zombie. */
export function identity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return `${boot} ${fields[19]}`
    } catch {
      return undefined
    }
  }
  const listed = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = listed.stdout?.trim()
  if (!line || line.startsWith('Z')) return undefined
  return line.replace(/^\S+\s+/, '')
}

export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
  }
}

export function signal(pid, name) {
  try {
    process.kill(pid, name)
    return true
  } catch {
    return false
  }
}

/** Waits until the process is gone; false when it outlives the time given. */
export async function gone(pid, mark, ms) {
  const end = Date.now() + ms
  while (identity(pid) === mark) {
    if (Date.now() > end) return false
    await sleep(25)
  }
  return true
}

export class Run {
  constructor(folder, kind) {
    mkdirSync(folder, { recursive: true })
    this.file = join(folder, `${kind}-${process.pid}.json`)
    this.note = { kind, pid: process.pid, mark: identity(process.pid), children: [], folders: [] }
    this.write()
  }
  write() {
    if (this.closed) return
    writeFileSync(`${this.file}.new`, JSON.stringify(this.note))
    renameSync(`${this.file}.new`, this.file)
  }
  addChild(name, pid, stopSignal) {
    this.note.children.push({ name, pid, mark: identity(pid), stopSignal })
    this.write()
  }
  removeChild(pid) {
    this.note.children = this.note.children.filter((child) => child.pid !== pid)
    try {
      this.write()
    } catch (error) {
      // A full disk: the note still names one that is gone, and the next start finds it gone.
      if (error.code !== 'ENOSPC') throw error
    }
  }
  addFolder(folder) {
    this.note.folders.push(folder)
    this.write()
  }
  /** Orderly end: what was made for this run alone goes with it. */
  close() {
    this.closed = true
    for (const folder of this.note.folders) rmSync(folder, { recursive: true, force: true })
    rmSync(this.file, { force: true })
  }
}

function notes(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      try {
        return { file: join(folder, name), ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }
      } catch {
        return { file: join(folder, name), children: [], folders: [] }
      }
    })
}

const lives = (note) => note.pid !== undefined && note.mark !== undefined && identity(note.pid) === note.mark

/** The process id of a living run of this kind in this folder, other than our own. */
export function livingRun(folder, kind) {
  return notes(folder).find((note) => note.kind === kind && note.pid !== process.pid && lives(note))?.pid
}

/**
 * Another living run of our kind that ours must give way to. Each writes its note before it looks, so of two at the
 * same moment at least one sees the other; the one with the smaller number waits for the other to step back.
 */
export async function rivalOf(run, folder) {
  for (let tries = 0; tries < 20; tries += 1) {
    const rival = livingRun(folder, run.note.kind)
    if (!rival || rival < run.note.pid) return rival
    await sleep(50)
  }
  return livingRun(folder, run.note.kind)
}

/** Ends what dead launchers left behind; returns the names of what was ended. */
export async function sweep(folder) {
  const ended = []
  for (const note of notes(folder)) {
    if (lives(note)) continue
    for (const child of note.children) {
      if (!child.mark || identity(child.pid) !== child.mark) continue
      const database = child.stopSignal === 'SIGINT'
      // A program goes with its whole group; a database looks after its sessions and writes everything down first.
      const end = (name) => (!database && signal(-child.pid, name)) || signal(child.pid, name)
      end(child.stopSignal ?? 'SIGTERM')
      if (!(await gone(child.pid, child.mark, database ? 20_000 : 5000))) end('SIGKILL')
      await gone(child.pid, child.mark, 2000)
      ended.push(child.name)
    }
    for (const left of note.folders) rmSync(left, { recursive: true, force: true })
    rmSync(note.file, { force: true })
  }
  return ended
}
