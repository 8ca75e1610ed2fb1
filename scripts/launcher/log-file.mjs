// The log of a program that stays.
import { existsSync, fchmodSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const MOST_BYTES = 10_000_000

/**
 * Opens a log for its owner only. What is in it stays over a start: the last lines before a crash are what it is kept for. It is
 * appended to, so that logrotate may cut it under an open file; where nobody does, a start puts a long one aside, and one only.
 */
export function openLog(path) {
  mkdirSync(dirname(path), { recursive: true })
  if (existsSync(path) && statSync(path).size > MOST_BYTES) renameSync(path, `${path}.before`)
  const file = openSync(path, 'a', 0o600)
  fchmodSync(file, 0o600)
  return file
}
